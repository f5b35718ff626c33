import { HashKernel, hashBytes } from './internal/HashKernel.ts';
import { parentHash } from './internal/parentHash.ts';

const roots: Uint8Array[] = [];

/** Root of a tree of `depth` whose leaves are all zero; docs/machine.md, "Trees". Not to be written to. */
export function emptyRoot(depth: number): Uint8Array {
  while (roots.length <= depth) {
    const below = roots.at(-1);
    const root = new Uint8Array(hashBytes);
    if (below === undefined) {
      HashKernel.input.fill(0, 0, hashBytes);
      HashKernel.leaf();
      root.set(HashKernel.output.subarray(0, hashBytes));
    } else parentHash(below, below, root);
    roots.push(root);
  }
  return roots[depth] as Uint8Array;
}
