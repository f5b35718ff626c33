import { disputesAbi, encodeGame, type Game, type ReceiptLeaf } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { GameClaim } from './GameClaim.ts';
import { leafArgument } from './internal/leafArgument.ts';

export interface ChallengeRevealedLeafParameters {
  readonly game: Game;
  /** As it was shown. */
  readonly leaf: ReceiptLeaf;
  readonly claim: GameClaim;
}

/**
 * Says what is wrong with the leaf that was shown. For the challenger who demanded it.
 *
 * @throws SuanliError `DISPUTE_WRONG_GAME`, `DISPUTE_WRONG_STAGE`, `DISPUTE_WRONG_CALLER`, `DISPUTE_CLOCK_EXPIRED`,
 * `DISPUTE_LEAF_INVALID`, `DISPUTE_OPENING_INVALID`, `DISPUTE_SAME_RESULT`, … and `CHAIN_…`
 */
export function challengeRevealedLeaf(
  client: SuanliClient,
  parameters: ChallengeRevealedLeafParameters,
): Promise<Transaction> {
  const { game, leaf, claim } = parameters;
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'challengeRevealed',
    args: [encodeGame(game), leafArgument(leaf), claim.task, claim.last, claim.hashes],
  });
}
