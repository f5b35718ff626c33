import { hashLeaf, joinNodes, type MerkleSumNode, type ReceiptLeaf, sealRoot } from './merkleSumNode.ts';
import type { MerkleSumProof, MerkleSumRoot } from './merkleSumTree.ts';

/** Tells whether a leaf stands where its proof says; the same walk as `MerkleSum.sol`. Never throws on foreign input. */
export function verifyMerkleSumProof(root: MerkleSumRoot, leaf: ReceiptLeaf, proof: MerkleSumProof): boolean {
  const { index, siblings } = proof;
  if (!Number.isInteger(index) || index < 0 || index >= root.count) return false;
  try {
    let node: MerkleSumNode = { hash: hashLeaf(leaf), work: leaf.work };
    let at = index;
    let last = root.count - 1;
    let used = 0;
    while (last > 0) {
      if (at % 2 === 1 || at < last) {
        const sibling = siblings[used++];
        if (!sibling) return false;
        node = at % 2 === 1 ? joinNodes(sibling, node) : joinNodes(node, sibling);
      }
      at = Math.floor(at / 2);
      last = Math.floor(last / 2);
    }
    return used === siblings.length && node.work === root.totalWork && sealRoot(root.count, node) === root.root;
  } catch {
    return false;
  }
}
