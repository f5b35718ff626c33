import { disputesAbi, encodeGame, type Game } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface RevealLeafCountParameters {
  readonly game: Game;
  /** The answer's. */
  readonly root: Hex;
  /** The answer's. */
  readonly work: bigint;
  /** What was demanded. */
  readonly position: number;
  /** How many leaves the answer has. */
  readonly count: number;
  /** Of the tree's top node. */
  readonly topHash: Hex;
}

/**
 * Shows that the answer has no leaf at the position demanded, and wins. For the provider.
 *
 * @throws SuanliError `DISPUTE_WRONG_GAME`, `DISPUTE_WRONG_STAGE`, `DISPUTE_WRONG_CALLER`, `DISPUTE_CLOCK_EXPIRED`,
 * `DISPUTE_LEAF_INVALID`, and `CHAIN_…`
 */
export function revealLeafCount(client: SuanliClient, parameters: RevealLeafCountParameters): Promise<Transaction> {
  const { game, root, work, position, count, topHash } = parameters;
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'revealCount',
    args: [encodeGame(game), root, work, BigInt(position), BigInt(count), topHash],
  });
}
