import { hashLeaf, joinNodes, type MerkleSumNode, type ReceiptLeaf } from '@suanli/protocol';
import { type Hex, zeroHash } from 'viem';

/** The hash of the top node of an answer's tree. */
export function topHashOf(leaves: readonly ReceiptLeaf[]): Hex {
  let level: MerkleSumNode[] = leaves.map((leaf) => ({ hash: hashLeaf(leaf), work: leaf.work }));
  while (level.length > 1) {
    const below = level;
    level = [];
    for (let i = 0; i < below.length; i += 2) {
      const [left, right] = [below[i] as MerkleSumNode, below[i + 1]];
      level.push(right ? joinNodes(left, right) : left);
    }
  }
  return level[0]?.hash ?? zeroHash;
}
