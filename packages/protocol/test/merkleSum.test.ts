import { readFileSync } from 'node:fs';
import type { Hex } from 'viem';
import { describe, expect, test } from 'vitest';
import { hashLeaf, merkleSumTree, type ReceiptLeaf, verifyMerkleSumProof } from '../src/index.ts';
import { seededRandom } from './seededRandom.ts';

interface Vector {
  count: number;
  totalWork: string;
  root: Hex;
  leaves: { taskIndex: number; taskHash: Hex; outputHash: Hex; work: string; status: number }[];
  proofs: { index: number; leaf: Hex; siblings: { hash: Hex; work: string }[] }[];
}

const { cases } = JSON.parse(readFileSync(new URL('./vectors/merkle-sum.json', import.meta.url), 'utf8')) as {
  cases: Vector[];
};
const leavesOf = (vector: Vector): ReceiptLeaf[] => vector.leaves.map((leaf) => ({ ...leaf, work: BigInt(leaf.work) }));

describe('the Merkle-sum tree', () => {
  test.each(cases)('equals the shared vectors at $count leaves', (vector) => {
    const leaves = leavesOf(vector);
    const tree = merkleSumTree(leaves);
    expect(tree.root).toBe(vector.root);
    expect(tree.totalWork).toBe(BigInt(vector.totalWork));
    for (const proof of vector.proofs) {
      const leaf = leaves[proof.index] as ReceiptLeaf;
      expect(hashLeaf(leaf)).toBe(proof.leaf);
      const siblings = proof.siblings.map(({ hash, work }) => ({ hash, work: BigInt(work) }));
      expect(tree.proof(proof.index).siblings).toEqual(siblings);
      expect(verifyMerkleSumProof(tree, leaf, { index: proof.index, siblings })).toBe(true);
    }
  });

  test('a proof that is changed in any part is refused', () => {
    const vector = cases.find(({ count }) => count === 13) as Vector;
    const leaves = leavesOf(vector);
    const tree = merkleSumTree(leaves);
    const random = seededRandom(1);
    const flip = (hex: Hex): Hex => {
      const at = 2 + Math.floor(random() * 64);
      return `${hex.slice(0, at)}${hex[at] === '0' ? '1' : '0'}${hex.slice(at + 1)}` as Hex;
    };
    for (let index = 0; index < leaves.length; index++) {
      const leaf = leaves[index] as ReceiptLeaf;
      const proof = tree.proof(index);
      const changes: [Partial<ReceiptLeaf>][] = [
        [{ taskIndex: leaf.taskIndex + 1 }],
        [{ taskHash: flip(leaf.taskHash) }],
        [{ outputHash: flip(leaf.outputHash) }],
        [{ work: leaf.work + 1n }],
        [{ work: -1n }],
        [{ work: 1n << 64n }],
        [{ status: (leaf.status + 1) % 6 }],
      ];
      for (const [change] of changes) expect(verifyMerkleSumProof(tree, { ...leaf, ...change }, proof)).toBe(false);
      proof.siblings.forEach((sibling, at) => {
        const bent = (change: Partial<typeof sibling>) =>
          verifyMerkleSumProof(tree, leaf, { index, siblings: proof.siblings.with(at, { ...sibling, ...change }) });
        expect(bent({ hash: flip(sibling.hash) })).toBe(false);
        expect(bent({ work: sibling.work + 1n })).toBe(false);
      });
      expect(verifyMerkleSumProof(tree, leaf, { index: index + 1, siblings: proof.siblings })).toBe(false);
      expect(verifyMerkleSumProof(tree, leaf, { index, siblings: proof.siblings.slice(1) })).toBe(false);
      const longer = [...proof.siblings, { hash: tree.root, work: 0n }];
      expect(verifyMerkleSumProof(tree, leaf, { index, siblings: longer })).toBe(false);
      expect(verifyMerkleSumProof({ ...tree, count: 14 }, leaf, proof)).toBe(false);
      expect(verifyMerkleSumProof({ ...tree, totalWork: tree.totalWork + 1n }, leaf, proof)).toBe(false);
    }
  });

  test('work that would overflow a uint64 is refused when the tree is built', () => {
    const leaf = leavesOf(cases.find(({ count }) => count === 1) as Vector)[0] as ReceiptLeaf;
    const half = { ...leaf, work: 1n << 63n };
    expect(() => merkleSumTree([half, half])).toThrow(RangeError);
  });
});
