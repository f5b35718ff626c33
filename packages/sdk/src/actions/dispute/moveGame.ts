import { disputesAbi, encodeGame, type Game } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface MoveGameParameters {
  readonly game: Game;
  /** The segment's number, from 0. */
  readonly pick: number;
  /** By `segmentProof`. */
  readonly segment: readonly Hex[];
  /** One per section; the last one at the segment's end, and another one there. */
  readonly hashes: readonly Hex[];
}

/**
 * Picks a segment of what the other party posted, and posts hashes inside of it. For who has the turn; `decideGameMove` says which.
 *
 * @throws SuanliError `DISPUTE_WRONG_GAME`, `DISPUTE_WRONG_STAGE`, `DISPUTE_WRONG_CALLER`, `DISPUTE_CLOCK_EXPIRED`,
 * `DISPUTE_SEGMENT_INVALID`, `DISPUTE_SAME_END`, `DISPUTE_WRONG_ROUND`, `DISPUTE_HASH_COUNT_INVALID`, and `CHAIN_…`
 */
export function moveGame(client: SuanliClient, parameters: MoveGameParameters): Promise<Transaction> {
  const { game, pick, segment, hashes } = parameters;
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'move',
    args: [encodeGame(game), BigInt(pick), [...segment, ...hashes]],
  });
}
