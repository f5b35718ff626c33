import { merkleSumTree, type ReceiptLeaf } from '@suanli/protocol';
import type { LeafProof } from '../actions/dispute/LeafProof.ts';

/**
 * Proves that a leaf is one of an answer.
 *
 * @param leaves - All of the answer, in its order.
 * @throws RangeError where no leaf has that position
 */
export function leafProof(leaves: readonly ReceiptLeaf[], position: number): LeafProof {
  const leaf = leaves[position];
  if (!leaf) throw new RangeError(`no leaf ${position}`);
  const { siblings } = merkleSumTree(leaves).proof(position);
  return { count: leaves.length, position, leaf, siblings };
}
