import { emptyRoot } from './emptyRoot.ts';
import { HashKernel, hashBytes, pageBytes, pageLevels } from './internal/HashKernel.ts';
import { parentHash } from './internal/parentHash.ts';

/**
 * The Merkle tree over a growing array of bytes (docs/machine.md, "Trees"), of which only pages that changed are hashed anew. It keeps one hash per
 * page of 4 KiB and those above; what is inside a page is hashed again where a proof needs it.
 */
export interface LeafTree {
  /** The tree has `2^depth` leaves of 32 bytes. */
  readonly depth: number;
  /**
   * Takes the bytes as they are now.
   *
   * @param bytes - At most `2^depth` leaves; zero behind its end. Not kept.
   * @param dirty - `dirty[p] !== 0`: page `p` may have changed. Cleared.
   */
  update(bytes: Uint8Array, dirty: Uint8Array): void;
  /** 32 bytes, as of the last update. */
  root(): Uint8Array;
  /**
   * The siblings of a leaf from the bottom up, 32 bytes for each level, as of the last update; `bytes` as they were then. Zeros stand for the root of a tree of zeros, since they
   * cost less to send.
   */
  siblings(bytes: Uint8Array, leaf: number): Uint8Array;
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}

/** Hashes a page; leaves its nodes in the kernel. */
function hashPage(bytes: Uint8Array, page: number): void {
  const content = bytes.subarray(page * pageBytes, (page + 1) * pageBytes);
  let end = content.length;
  while (end > 0 && content[end - 1] === 0) end--;
  const leaves = Math.ceil(end / hashBytes);
  HashKernel.input.set(content.subarray(0, end));
  HashKernel.input.fill(0, end, leaves * hashBytes);
  HashKernel.page(leaves);
}

/**
 * A tree of zeros.
 *
 * @param depth - At least 7.
 */
export function createLeafTree(depth: number): LeafTree {
  // levels[i]: the nodes of height 7 + i that are not known to be empty.
  const levels: Uint8Array[] = Array.from({ length: depth - pageLevels + 1 }, () => new Uint8Array(0));
  const pageRoot = (HashKernel.nodes.length / hashBytes - 1) * hashBytes;
  // The nodes inside of the page that was asked about last: steps that follow one another mostly need the same.
  let insidePage = -1;
  let inside = new Uint8Array(0);

  const reserve = (level: number, nodes: number): Uint8Array => {
    const known = levels[level] ?? new Uint8Array(0);
    if (known.length >= nodes * hashBytes) return known;
    const grown = new Uint8Array(
      Math.max(nodes * hashBytes, Math.min(2 * known.length, 2 ** (depth - pageLevels - level) * hashBytes)),
    );
    grown.set(known);
    for (let at = known.length; at < grown.length; at += hashBytes) grown.set(emptyRoot(pageLevels + level), at);
    levels[level] = grown;
    return grown;
  };
  const node = (level: number, index: number): Uint8Array => {
    const at = index * hashBytes;
    const nodes = levels[level];
    return nodes !== undefined && at < nodes.length
      ? nodes.subarray(at, at + hashBytes)
      : emptyRoot(pageLevels + level);
  };

  return {
    depth,
    update(bytes, dirty) {
      const pages = Math.ceil(bytes.length / pageBytes);
      let changed: number[] = [];
      for (let page = 0; page < pages; page++) {
        if (dirty[page] === 0) continue;
        dirty[page] = 0;
        if (page === insidePage) insidePage = -1;
        hashPage(bytes, page);
        reserve(0, page + 1).set(HashKernel.nodes.subarray(pageRoot, pageRoot + hashBytes), page * hashBytes);
        changed.push(page);
      }
      for (let level = 1; level < levels.length && changed.length > 0; level++) {
        const above: number[] = [];
        for (const index of changed) {
          const parent = Math.floor(index / 2);
          if (above.at(-1) === parent) continue;
          above.push(parent);
          const at = parent * hashBytes;
          const nodes = reserve(level, parent + 1);
          parentHash(node(level - 1, 2 * parent), node(level - 1, 2 * parent + 1), nodes.subarray(at, at + hashBytes));
        }
        changed = above;
      }
    },
    root: () => node(levels.length - 1, 0).slice(),
    siblings(bytes, leaf) {
      const found = new Uint8Array(depth * hashBytes);
      const page = Math.floor(leaf / 2 ** pageLevels);
      if (page !== insidePage) {
        hashPage(bytes, page);
        inside = HashKernel.nodes.slice();
        insidePage = page;
      }
      let start = 0;
      let position = leaf % 2 ** pageLevels;
      for (let level = 0; level < pageLevels; level++) {
        const at = start + (position ^ 1) * hashBytes;
        found.set(inside.subarray(at, at + hashBytes), level * hashBytes);
        start += 2 ** (pageLevels - level) * hashBytes;
        position >>>= 1;
      }
      let index = page;
      for (let level = 0; level < depth - pageLevels; level++) {
        found.set(node(level, index % 2 === 0 ? index + 1 : index - 1), (pageLevels + level) * hashBytes);
        index = Math.floor(index / 2);
      }
      for (let level = 0; level < depth; level++) {
        const sibling = found.subarray(level * hashBytes, (level + 1) * hashBytes);
        if (isEqual(sibling, emptyRoot(level))) sibling.fill(0);
      }
      return found;
    },
  };
}
