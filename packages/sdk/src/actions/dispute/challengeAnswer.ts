import { disputesAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { AnsweredDeal } from '../broker/AnsweredDeal.ts';
import type { GameClaim } from './GameClaim.ts';
import { answerArgument } from './internal/answerArgument.ts';
import { proofArgument } from './internal/proofArgument.ts';
import type { LeafProof } from './LeafProof.ts';

export interface ChallengeAnswerParameters {
  readonly answer: AnsweredDeal;
  readonly proof: LeafProof;
  readonly claim: GameClaim;
}

/**
 * Challenges a leaf of an answer: opens a game, and locks a bond as large as the provider's deposit. Anyone may who gave the
 * Bank consent for `disputes`, within the deal's window.
 *
 * @throws SuanliError `DISPUTE_GAME_EXISTS`, `DISPUTE_POLICY_NOT_DISPUTABLE`, `DISPUTE_LEAF_INVALID`,
 * `DISPUTE_OPENING_INVALID`, `DISPUTE_SAME_RESULT`, `BROKER_WINDOW_CLOSED`, … and `BANK_…`, `CHAIN_…`
 */
export function challengeAnswer(client: SuanliClient, parameters: ChallengeAnswerParameters): Promise<Transaction> {
  const { answer, proof, claim } = parameters;
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'challenge',
    args: [answerArgument(answer), proofArgument(proof), claim.task, claim.last, claim.hashes],
  });
}
