import { accessManagerAbi } from '@suanli/protocol';
import { type Address, encodeFunctionData } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { ProposalCall } from '../ProposalCall.ts';

export interface RoleCallParameters {
  readonly action: 'grant' | 'revoke';
  /** Number of the role in the AccessManager; 0 is the administrator's, which can do all that governance can. */
  readonly role: bigint;
  readonly account: Address;
  /** Seconds that each call of the account under this role must be scheduled ahead. Default 0. For `grant` alone. */
  readonly executionDelaySeconds?: number;
}

/** The call that grants a role in the AccessManager, or takes it back. */
export function roleCall(client: SuanliClient, parameters: RoleCallParameters): ProposalCall {
  const { action, role, account, executionDelaySeconds = 0 } = parameters;
  return {
    target: client.deployment.accessManager,
    data:
      action === 'grant'
        ? encodeFunctionData({
            abi: accessManagerAbi,
            functionName: 'grantRole',
            args: [role, account, executionDelaySeconds],
          })
        : encodeFunctionData({ abi: accessManagerAbi, functionName: 'revokeRole', args: [role, account] }),
  };
}
