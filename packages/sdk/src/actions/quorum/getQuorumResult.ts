import { quorumAbi } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Quorum } from './Quorum.ts';

/** What a quorum agreed on, and who was right. */
export interface QuorumResult {
  readonly root: Hex;
  readonly work: bigint;
  /** Paid. */
  readonly right: readonly Address[];
  /** Slashed. */
  readonly wrong: readonly Address[];
}

/**
 * The result of a finalised quorum; undefined where it is not finalised.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function getQuorumResult(
  client: SuanliClient,
  parameters: { readonly quorum: Pick<Quorum, 'quorumId' | 'seats'> },
): Promise<QuorumResult | undefined> {
  const { quorumId, seats } = parameters.quorum;
  const events = await readEvents(client, {
    abi: quorumAbi,
    address: client.deployment.quorum,
    eventName: 'QuorumFinalized',
    args: { id: quorumId },
  });
  const finalized = events[0]?.args;
  if (!finalized) return undefined;
  const { root, work, rightSeats, wrongSeats } = finalized;
  const chosen = (bits: number) => seats.filter((_seat, i) => ((bits >> i) & 1) === 1).map(({ provider }) => provider);
  return { root, work, right: chosen(rightSeats), wrong: chosen(wrongSeats) };
}
