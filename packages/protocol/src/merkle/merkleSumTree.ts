import type { Hex } from 'viem';
import { emptyHash, hashLeaf, joinNodes, type MerkleSumNode, type ReceiptLeaf, sealRoot } from './merkleSumNode.ts';

/** The root over all leaves, their number and the sum of their work. */
export interface MerkleSumRoot {
  readonly root: Hex;
  readonly count: number;
  readonly totalWork: bigint;
}

/** Proof that a leaf stands at `index` under a {@link MerkleSumRoot}; siblings from the leaf upwards. */
export interface MerkleSumProof {
  readonly index: number;
  readonly siblings: readonly MerkleSumNode[];
}

/** A tree whose proofs can be taken; build it once for many proofs. */
export interface MerkleSumTree extends MerkleSumRoot {
  /** @throws RangeError where no leaf has that position */
  proof(index: number): MerkleSumProof;
}

/**
 * Builds the Merkle-sum tree of receipts in the given order; shape as RFC 6962 §2.1 (split at the largest power of two
 * below n), which is what pairing neighbours level by level and promoting an odd last node yields.
 */
export function merkleSumTree(leaves: readonly ReceiptLeaf[]): MerkleSumTree {
  const levels: MerkleSumNode[][] = [leaves.map((leaf) => ({ hash: hashLeaf(leaf), work: leaf.work }))];
  for (let level = levels[0] ?? []; level.length > 1; ) {
    const above: MerkleSumNode[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as MerkleSumNode;
      const right = level[i + 1];
      above.push(right ? joinNodes(left, right) : left);
    }
    levels.push(above);
    level = above;
  }
  const top = levels.at(-1)?.[0] ?? { hash: emptyHash, work: 0n };
  return {
    root: sealRoot(leaves.length, top),
    count: leaves.length,
    totalWork: top.work,
    proof(index) {
      if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index}`);
      const siblings: MerkleSumNode[] = [];
      let at = index;
      for (const level of levels) {
        const sibling = level[at ^ 1];
        if (sibling && level.length > 1) siblings.push(sibling);
        at >>= 1;
      }
      return { index, siblings };
    },
  };
}

/** The root alone of {@link merkleSumTree}. */
export function merkleSumRoot(leaves: readonly ReceiptLeaf[]): MerkleSumRoot {
  const { root, count, totalWork } = merkleSumTree(leaves);
  return { root, count, totalWork };
}
