import { quorumAbi, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { type Quorum, type QuorumStatus, quorumStatuses } from './Quorum.ts';

export interface GetQuorumParameters {
  readonly quorumId: Hex;
}

export interface GetQuorumReturnType extends Quorum {
  readonly status: QuorumStatus;
  /** The block in which it got there. */
  readonly blockNumber: bigint;
}

/**
 * A quorum: its terms and seats, from the event of its opening, and where it stands.
 *
 * @throws SuanliError `QUORUM_NOT_FOUND`, `CHAIN_UNREACHABLE`
 */
export async function getQuorum(client: SuanliClient, parameters: GetQuorumParameters): Promise<GetQuorumReturnType> {
  const { quorumId } = parameters;
  const at = { abi: quorumAbi, address: client.deployment.quorum } as const;
  const [status, blockNumber] = await readContract(client, { ...at, functionName: 'quorumState', args: [quorumId] });
  if (status === 0) throw new SuanliError('QUORUM_NOT_FOUND', { parameters: { quorumId } });
  const [opened] = await readEvents(client, { ...at, eventName: 'QuorumOpened', args: { id: quorumId } });
  if (!opened) throw new SuanliError('QUORUM_NOT_FOUND', { parameters: { quorumId } });
  const { terms, seats } = opened.args;
  return { quorumId, terms, seats, status: quorumStatuses[status] ?? 'none', blockNumber: BigInt(blockNumber) };
}
