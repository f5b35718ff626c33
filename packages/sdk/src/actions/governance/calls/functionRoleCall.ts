import { accessManagerAbi } from '@suanli/protocol';
import { type Address, encodeFunctionData, type Hex } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { ProposalCall } from '../ProposalCall.ts';

/** The AccessManager's role that every account has. */
export const publicRole: bigint = 2n ** 64n - 1n;

export interface FunctionRoleCallParameters {
  readonly target: Address;
  /** Selectors of restricted functions of the target. */
  readonly selectors: readonly Hex[];
  /** Who may call them: 0 the administrator alone, {@link publicRole} everybody, or a role of its own. */
  readonly role: bigint;
}

/** The call that says which role restricted functions of a contract need. */
export function functionRoleCall(client: SuanliClient, parameters: FunctionRoleCallParameters): ProposalCall {
  return {
    target: client.deployment.accessManager,
    data: encodeFunctionData({
      abi: accessManagerAbi,
      functionName: 'setTargetFunctionRole',
      args: [parameters.target, parameters.selectors, parameters.role],
    }),
  };
}
