import type { ProofTask } from '@suanli/protocol';

/** A chunk's leaves, 32 KiB of them, stay in a core's own cache. */
const usualDepth = 10;
/** At most 2^20 chunks, whose roots take 32 MiB. */
const maxChunksLog2 = 20;
/** A chunk of more hashes than these would take seconds: too long for progress, and to be computed again for an opening. */
const maxHashesLog2 = 22;

/** How many levels of the tree are not kept: the tree is cut into chunks of `2^depth` leaves, of which the roots are. */
export function chunkDepth(task: ProofTask): number {
  const small = Math.max(0, maxHashesLog2 - Math.floor(Math.log2(task.hashesPerLeaf)));
  const depth = Math.max(Math.min(usualDepth, small), task.leafCountLog2 - maxChunksLog2);
  return Math.min(depth, task.leafCountLog2);
}
