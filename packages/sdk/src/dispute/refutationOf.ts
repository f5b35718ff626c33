import { merkleSumTree, TaskStatus, tasksRoot } from '@suanli/protocol';
import { type Hex, zeroHash } from 'viem';
import type { AnsweredDeal } from '../actions/broker/AnsweredDeal.ts';
import type { LeafProof } from '../actions/dispute/LeafProof.ts';
import type { RefuteTaskParameters } from '../actions/dispute/refuteTask.ts';
import type { RefuteTaskIndexParameters } from '../actions/dispute/refuteTaskIndex.ts';
import { topHashOf } from './internal/topHashOf.ts';

export interface RefutationOfParameters {
  readonly answer: AnsweredDeal;
  readonly proof: LeafProof;
  readonly job: { readonly templateHash: Hex; readonly taskHashes: readonly Hex[] };
}

/** How to refute an answer with a leaf whose task the job does not have; undefined where it has it. */
export type TaskRefutation =
  | { readonly by: 'refuteTask'; readonly parameters: RefuteTaskParameters }
  | { readonly by: 'refuteTaskIndex'; readonly parameters: RefuteTaskIndexParameters };

/** Compares a leaf of an answer with the job's list of tasks. */
export function refutationOf({ answer, proof, job }: RefutationOfParameters): TaskRefutation | undefined {
  const { taskHashes, templateHash } = job;
  const { taskIndex } = proof.leaf;
  const taskHash = taskHashes[taskIndex];
  if (taskHash === proof.leaf.taskHash) return undefined;
  const common = { answer, proof, templateHash, tasksRoot: tasksRoot(taskHashes), taskCount: taskHashes.length };
  const leaves = taskHashes.map((hash, index) => ({
    taskIndex: index,
    taskHash: hash,
    outputHash: zeroHash,
    work: 0n,
    status: TaskStatus.completed,
  }));
  if (taskHash === undefined) {
    return { by: 'refuteTaskIndex', parameters: { ...common, topHash: topHashOf(leaves) } };
  }
  const { siblings } = merkleSumTree(leaves).proof(taskIndex);
  return { by: 'refuteTask', parameters: { ...common, taskHash, siblings } };
}
