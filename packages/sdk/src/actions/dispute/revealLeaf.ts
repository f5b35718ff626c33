import { disputesAbi, encodeGame, type Game } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { proofArgument } from './internal/proofArgument.ts';
import type { LeafProof } from './LeafProof.ts';

export interface RevealLeafParameters {
  readonly game: Game;
  /** The answer's. */
  readonly root: Hex;
  /** The answer's. */
  readonly work: bigint;
  readonly proof: LeafProof;
}

/**
 * Shows the leaf that was demanded. For the provider.
 *
 * @throws SuanliError `DISPUTE_WRONG_GAME`, `DISPUTE_WRONG_STAGE`, `DISPUTE_WRONG_CALLER`, `DISPUTE_CLOCK_EXPIRED`,
 * `DISPUTE_LEAF_INVALID`, and `CHAIN_…`
 */
export function revealLeaf(client: SuanliClient, parameters: RevealLeafParameters): Promise<Transaction> {
  const { game, root, work, proof } = parameters;
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'reveal',
    args: [encodeGame(game), root, work, proofArgument(proof)],
  });
}
