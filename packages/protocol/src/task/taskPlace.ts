import type { Hex } from 'viem';
import { emptyHash } from '../merkle/merkleSumNode.ts';
import { merkleSumTree } from '../merkle/merkleSumTree.ts';
import { verifyMerkleSumProof } from '../merkle/verifyMerkleSumProof.ts';
import { TaskStatus } from './TaskStatus.ts';

/** Where a task stands in its job: the siblings on the way from its hash to the tasks' root, from the bottom up. */
export type TaskPlace = readonly Hex[];

const leafOf = (taskHash: Hex, taskIndex: number) => ({
  taskIndex,
  taskHash,
  outputHash: emptyHash,
  work: 0n,
  status: TaskStatus.completed,
});

/**
 * The places of all tasks of a job; the tree is built once.
 *
 * @param taskHashes - In index order.
 * @returns Of a task index, its place.
 */
export function taskPlaces(taskHashes: readonly Hex[]): (index: number) => TaskPlace {
  const tree = merkleSumTree(taskHashes.map(leafOf));
  return (index) => tree.proof(index).siblings.map(({ hash }) => hash);
}

/**
 * Whether a job has this task under this index. A provider that answers with another one loses its deposit (see `refuteTask` of `IDisputes`), so it asks before it runs anything.
 *
 * @param job - As the deal's job hash commits to it.
 */
export function isTaskOfJob(
  job: { readonly tasksRoot: Hex; readonly taskCount: number },
  task: { readonly index: number; readonly taskHash: Hex },
  place: TaskPlace,
): boolean {
  const siblings = place.map((hash) => ({ hash, work: 0n }));
  const root = { root: job.tasksRoot.toLowerCase() as Hex, count: job.taskCount, totalWork: 0n };
  return verifyMerkleSumProof(root, leafOf(task.taskHash, task.index), { index: task.index, siblings });
}
