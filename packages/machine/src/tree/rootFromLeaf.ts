import { emptyRoot } from './emptyRoot.ts';
import { HashKernel, hashBytes } from './internal/HashKernel.ts';
import { parentHash } from './internal/parentHash.ts';

/**
 * The root that a proof leads to; docs/machine.md, "Trees".
 *
 * @param leaf - 32 bytes.
 * @param index - Position of the leaf.
 * @param siblings - 32 bytes for each level, from the bottom up; zeros stand for the root of a tree of zeros.
 */
export function rootFromLeaf(leaf: Uint8Array, index: number, siblings: Uint8Array): Uint8Array {
  HashKernel.input.set(leaf);
  HashKernel.leaf();
  const node = HashKernel.output.slice(0, hashBytes);
  let position = index;
  for (let at = 0; at < siblings.length; at += hashBytes) {
    const given = siblings.subarray(at, at + hashBytes);
    const sibling = given.every((byte) => byte === 0) ? emptyRoot(at / hashBytes) : given;
    if (position % 2 === 1) parentHash(sibling, node, node);
    else parentHash(node, sibling, node);
    position = Math.floor(position / 2);
  }
  return node;
}
