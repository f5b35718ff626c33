import { disputesAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { AnsweredDeal } from '../broker/AnsweredDeal.ts';
import { answerArgument } from './internal/answerArgument.ts';
import { proofArgument } from './internal/proofArgument.ts';
import type { LeafProof } from './LeafProof.ts';

export interface RefuteDuplicateParameters {
  readonly answer: AnsweredDeal;
  readonly first: LeafProof;
  readonly second: LeafProof;
}

/**
 * Refutes an answer with two leaves of the same task; as `refuteTask`.
 *
 * @throws SuanliError `DISPUTE_NO_DUPLICATE`, `DISPUTE_LEAF_INVALID`, `BROKER_WINDOW_CLOSED`, … and `CHAIN_…`
 */
export function refuteDuplicate(client: SuanliClient, parameters: RefuteDuplicateParameters): Promise<Transaction> {
  const { answer, first, second } = parameters;
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'refuteDuplicate',
    args: [answerArgument(answer), proofArgument(first), proofArgument(second)],
  });
}
