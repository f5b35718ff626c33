import { hexToBytes } from 'viem';
import type { ProofTask } from '../ProofTask.ts';
import { leafBytes, nodeBytes } from './proofHashes.ts';

/** Beyond this a tree takes minutes here, and an executor should compute it. */
const maxLeafCountLog2 = 20;

/** All levels of a task's tree in memory, leaves first. */
export function proofLevels(task: ProofTask): Uint8Array[][] {
  const { leafCountLog2, hashesPerLeaf } = task;
  if (!(leafCountLog2 >= 0 && leafCountLog2 <= maxLeafCountLog2)) {
    throw new RangeError(`a tree of depth ${leafCountLog2} is for an executor to compute`);
  }
  const seed = hexToBytes(task.seed);
  let level = Array.from({ length: 2 ** leafCountLog2 }, (_, index) => leafBytes(seed, BigInt(index), hashesPerLeaf));
  const levels = [level];
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) {
      above.push(nodeBytes(level[i] as Uint8Array, level[i + 1] as Uint8Array));
    }
    levels.push(above);
    level = above;
  }
  return levels;
}
