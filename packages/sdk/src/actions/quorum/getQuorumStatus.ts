import { quorumAbi } from '@suanli/protocol';
import type { Hex } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { type QuorumStatus, quorumStatuses } from './Quorum.ts';

/**
 * Where a quorum stands, and since which block; `none` where there is none.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function getQuorumStatus(
  client: SuanliClient,
  parameters: { readonly quorumId: Hex },
): Promise<{ readonly status: QuorumStatus; readonly blockNumber: bigint }> {
  const [status, blockNumber] = await readContract(client, {
    abi: quorumAbi,
    address: client.deployment.quorum,
    functionName: 'quorumState',
    args: [parameters.quorumId],
  });
  return { status: quorumStatuses[status] ?? 'none', blockNumber: BigInt(blockNumber) };
}
