import {
  hashLeaf,
  joinNodes,
  type MerkleSumNode,
  type MerkleSumRoot,
  merkleSumRoot,
  type ReceiptLeaf,
  sealRoot,
} from '@suanli/protocol';

/**
 * The root of `merkleSumRoot`, one leaf at a time: a million leaves take many seconds, which must not be one turn of the
 * event loop.
 *
 * Invariant: `#peaks` holds the perfect subtrees of the leaves so far, the largest first, their sizes the powers of two of
 * the leaves' number; RFC 6962's tree joins them from the right.
 */
export class MerkleSumAccumulator {
  readonly #peaks: MerkleSumNode[] = [];
  #count = 0;

  add(leaf: ReceiptLeaf): void {
    let node: MerkleSumNode = { hash: hashLeaf(leaf), work: leaf.work };
    for (let size = this.#count; size % 2 === 1; size = (size - 1) / 2) {
      node = joinNodes(this.#peaks.pop() as MerkleSumNode, node);
    }
    this.#peaks.push(node);
    this.#count++;
  }

  root(): MerkleSumRoot {
    if (this.#count === 0) return merkleSumRoot([]);
    const top = this.#peaks.reduceRight((right, left) => joinNodes(left, right));
    return { root: sealRoot(this.#count, top), count: this.#count, totalWork: top.work };
  }
}
