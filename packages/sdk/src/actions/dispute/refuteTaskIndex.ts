import { disputesAbi } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { AnsweredDeal } from '../broker/AnsweredDeal.ts';
import { answerArgument } from './internal/answerArgument.ts';
import { proofArgument } from './internal/proofArgument.ts';
import type { LeafProof } from './LeafProof.ts';

export interface RefuteTaskIndexParameters {
  readonly answer: AnsweredDeal;
  readonly proof: LeafProof;
  readonly templateHash: Hex;
  readonly tasksRoot: Hex;
  readonly taskCount: number;
  /** Of the top node of the list of tasks. */
  readonly topHash: Hex;
}

/**
 * Refutes an answer with a leaf whose index is beyond the job's tasks; as `refuteTask`.
 *
 * @throws SuanliError `DISPUTE_TASK_STANDS`, `DISPUTE_LEAF_INVALID`, `DISPUTE_JOB_INVALID`, `BROKER_WINDOW_CLOSED`, … and `CHAIN_…`
 */
export function refuteTaskIndex(client: SuanliClient, parameters: RefuteTaskIndexParameters): Promise<Transaction> {
  const { answer, proof, templateHash, tasksRoot, taskCount, topHash } = parameters;
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'refuteTaskIndex',
    args: [answerArgument(answer), proofArgument(proof), templateHash, tasksRoot, BigInt(taskCount), topHash],
  });
}
