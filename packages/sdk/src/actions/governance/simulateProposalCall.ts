import { contractErrors } from '@suanli/protocol';
import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { decodeProposalCall } from './calls/decodeProposalCall.ts';
import { contractAbis } from './internal/contractAbis.ts';
import type { ProposalCall } from './ProposalCall.ts';

/**
 * Tries a call as the timelock would send it now, and sends nothing: what is refused now would, if nothing changes, cost a
 * vote for nothing. Calls that build on one another cannot be tried alone.
 *
 * @throws SuanliError what the call is refused with, such as `RESOURCE_TYPE_NAME_TAKEN`; `CHAIN_UNREACHABLE`
 */
export async function simulateProposalCall(client: SuanliClient, call: ProposalCall): Promise<void> {
  const { timelock } = client.deployment;
  const known = decodeProposalCall(client, call);
  try {
    if (known === undefined) {
      const { target: to, data, valueWei = 0n } = call;
      await client.publicClient.call({ account: timelock, to, data, value: valueWei });
      return;
    }
    await client.publicClient.simulateContract({
      abi: [...contractAbis[known.contract], ...contractErrors],
      address: call.target,
      functionName: known.functionName,
      args: known.args,
      account: timelock,
      value: call.valueWei ?? 0n,
    } as never);
  } catch (error) {
    throw toChainError(client, known?.functionName ?? 'eth_call', error);
  }
}
