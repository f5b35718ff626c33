import { accessManagerAbi } from '@suanli/protocol';
import { type Abi, type AbiFunction, encodeFunctionData, toFunctionSelector } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import { contractAbis } from '../internal/contractAbis.ts';
import type { ProposalCall } from '../ProposalCall.ts';
import type { RestrictedContract, RestrictedFunction } from './restrictedFunctions.ts';

/** The AccessManager's role that every account has. */
export const publicRole: bigint = 2n ** 64n - 1n;

export interface FunctionRoleCallParameters<Contract extends RestrictedContract = RestrictedContract> {
  readonly contract: Contract;
  /** One of {@link restrictedFunctions}. */
  readonly functionName: RestrictedFunction<Contract>;
  /** Who may call it: 0 governance alone, {@link publicRole} everybody, or a role of its own. */
  readonly role: bigint;
}

/** The call that says which role a restricted function needs.
 * @example
 * // Only who was granted role 7 registers hardware.
 * functionRoleCall(client, { contract: 'hardware', functionName: 'register', role: 7n });
 */
export function functionRoleCall<Contract extends RestrictedContract>(
  client: SuanliClient,
  parameters: FunctionRoleCallParameters<Contract>,
): ProposalCall {
  const { contract, functionName, role } = parameters;
  const abi: Abi = contractAbis[contract];
  const item = abi.find((one): one is AbiFunction => one.type === 'function' && one.name === functionName);
  if (item === undefined) throw new RangeError(`${contract} has no function ${functionName}`);
  return {
    target: client.deployment.accessManager,
    data: encodeFunctionData({
      abi: accessManagerAbi,
      functionName: 'setTargetFunctionRole',
      args: [client.deployment[contract], [toFunctionSelector(item)], role],
    }),
  };
}
