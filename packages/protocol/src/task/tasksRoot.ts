import type { Hex } from 'viem';
import { emptyHash } from '../merkle/merkleSumNode.ts';
import { merkleSumRoot } from '../merkle/merkleSumTree.ts';
import { TaskStatus } from './TaskStatus.ts';

/**
 * The Merkle root of all task hashes of a job in index order: a Merkle-sum root of leaves whose output and work are zero, so
 * that one verifier serves this tree and that of the receipts.
 */
export function tasksRoot(taskHashes: readonly Hex[]): Hex {
  return merkleSumRoot(
    taskHashes.map((taskHash, taskIndex) => ({
      taskIndex,
      taskHash,
      outputHash: emptyHash,
      work: 0n,
      status: TaskStatus.completed,
    })),
  ).root;
}
