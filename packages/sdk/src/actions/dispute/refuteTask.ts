import { disputesAbi, type MerkleSumNode } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { AnsweredDeal } from '../broker/AnsweredDeal.ts';
import { answerArgument } from './internal/answerArgument.ts';
import { proofArgument } from './internal/proofArgument.ts';
import type { LeafProof } from './LeafProof.ts';

export interface RefuteTaskParameters {
  readonly answer: AnsweredDeal;
  readonly proof: LeafProof;
  readonly templateHash: Hex;
  readonly tasksRoot: Hex;
  readonly taskCount: number;
  /** What the job has under the leaf's index. */
  readonly taskHash: Hex;
  /** Of its leaf in the list of tasks, from the bottom up. */
  readonly siblings: readonly MerkleSumNode[];
}

/**
 * Refutes an answer with a leaf whose task is not the one that the job has under this index. Anyone may, without a bond: within
 * the window, and after it while a game about the deal is open. `refutationOf` makes the parameters.
 *
 * @throws SuanliError `DISPUTE_TASK_STANDS`, `DISPUTE_LEAF_INVALID`, `DISPUTE_JOB_INVALID`, `BROKER_WINDOW_CLOSED`, … and `CHAIN_…`
 */
export function refuteTask(client: SuanliClient, parameters: RefuteTaskParameters): Promise<Transaction> {
  const { answer, proof, templateHash, tasksRoot, taskCount, taskHash, siblings } = parameters;
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'refuteTask',
    args: [
      answerArgument(answer),
      proofArgument(proof),
      templateHash,
      tasksRoot,
      BigInt(taskCount),
      taskHash,
      siblings,
    ],
  });
}
