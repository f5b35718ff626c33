import type { MerkleSumNode, ReceiptLeaf } from '@suanli/protocol';

/** A leaf of an answer, and that it is one; `leafProof` makes it. */
export interface LeafProof {
  /** How many leaves the answer has. */
  readonly count: number;
  /** The leaf's place among them, from 0. */
  readonly position: number;
  readonly leaf: ReceiptLeaf;
  /** From the bottom up. */
  readonly siblings: readonly MerkleSumNode[];
}
