import { concat, hexToBytes, numberToBytes, keccak256 as viemKeccak256 } from 'viem';
import { describe, expect, test } from 'vitest';
import { chainHashes } from '../src/tree/chainHashes.ts';
import { createLeafTree } from '../src/tree/createLeafTree.ts';
import { emptyRoot } from '../src/tree/emptyRoot.ts';
import { commitInput, inputChunkProof } from '../src/tree/inputCommitment.ts';
import { keccak256 } from '../src/tree/keccak256.ts';
import { rootFromLeaf } from '../src/tree/rootFromLeaf.ts';
import { Random } from './oracle/random.ts';

const hash = (...parts: Uint8Array[]): Uint8Array => viemKeccak256(concat(parts), 'bytes');
const leafHash = (leaf: Uint8Array): Uint8Array => hash(Uint8Array.of(0), leaf);
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => hash(Uint8Array.of(1), left, right);

/** The tree as the specification words it, for small depths. */
function plainRoot(bytes: Uint8Array, depth: number): Uint8Array {
  const leaf = new Uint8Array(32);
  if (depth === 0) {
    leaf.set(bytes.subarray(0, 32));
    return leafHash(leaf);
  }
  const half = 32 * 2 ** (depth - 1);
  return nodeHash(plainRoot(bytes.subarray(0, half), depth - 1), plainRoot(bytes.subarray(half), depth - 1));
}

function randomBytes(length: number, seed: number): Uint8Array {
  const random = new Random(seed);
  return Uint8Array.from({ length }, () => random.below(256));
}

describe('keccak256', () => {
  test('equals an independent implementation at every length around the rate and the limit of the short road', () => {
    for (const length of [0, 1, 31, 32, 33, 64, 65, 135, 136, 137, 271, 272, 273, 1025, 8191, 8192, 8193, 100_000]) {
      const bytes = randomBytes(length, length);
      expect(keccak256(bytes)).toEqual(hash(bytes));
    }
  });
});

describe('createLeafTree', () => {
  test('has the root of the specification, as its bytes change and grow', () => {
    const depth = 9;
    const tree = createLeafTree(depth);
    expect(tree.root()).toEqual(plainRoot(new Uint8Array(0), depth));
    const random = new Random(7);
    let bytes = new Uint8Array(0);
    for (let round = 0; round < 12; round++) {
      const grown = new Uint8Array(Math.min(bytes.length + random.below(6000), 2 ** depth * 32));
      grown.set(bytes);
      const dirty = new Uint8Array(4).fill(round === 0 ? 1 : 0);
      for (let page = Math.floor(bytes.length / 4096); page < 4; page++) dirty[page] = 1;
      bytes = grown;
      for (let i = 0; i < 20 && bytes.length > 0; i++) {
        const at = random.below(bytes.length);
        bytes[at] = random.below(3);
        dirty[Math.floor(at / 4096)] = 1;
      }
      tree.update(bytes, dirty);
      expect(dirty.subarray(0, Math.ceil(bytes.length / 4096)).includes(1)).toBe(false);
      expect(tree.root()).toEqual(plainRoot(bytes, depth));
    }
  });

  test('proves every leaf, written or not', () => {
    const tree = createLeafTree(27);
    const bytes = randomBytes(3 * 4096, 3);
    tree.update(bytes, new Uint8Array(3).fill(1));
    for (const leaf of [0, 1, 127, 128, 383, 384, 100_000, 2 ** 27 - 1]) {
      const content = new Uint8Array(32);
      content.set(bytes.subarray(leaf * 32, leaf * 32 + 32));
      const siblings = tree.siblings(bytes, leaf);
      expect(siblings).toHaveLength(27 * 32);
      expect(rootFromLeaf(content, leaf, siblings)).toEqual(tree.root());
      content[5] = (content[5] ?? 0) ^ 1;
      expect(rootFromLeaf(content, leaf, siblings)).not.toEqual(tree.root());
    }
  });

  test('is empty where nothing was written', () => {
    expect(createLeafTree(27).root()).toEqual(emptyRoot(27));
    expect(emptyRoot(3)).toEqual(plainRoot(new Uint8Array(0), 3));
  });
});

describe('chainHashes', () => {
  test('gives the chain after each value, over several calls of the kernel', () => {
    const values = randomBytes(8 * 300, 9);
    const below = randomBytes(32, 10);
    const hashes = chainHashes(below, values);
    let expected = below;
    for (let i = 0; i < 300; i++) {
      const word = new Uint8Array(32);
      word.set(values.slice(8 * i, 8 * i + 8).reverse(), 24);
      expected = hash(expected, word);
      expect(hashes.subarray(32 * i, 32 * i + 32)).toEqual(expected);
    }
  });
});

/** Root of a tree of chunks of zeros. */
function zeroChunks(depth: number): Uint8Array {
  if (depth === 0) return hash(Uint8Array.of(0), new Uint8Array(512));
  return nodeHash(zeroChunks(depth - 1), zeroChunks(depth - 1));
}

describe('commitInput', () => {
  test('is the hash of length and root, and every chunk has its proof', () => {
    for (const length of [0, 1, 512, 513, 1500, 2500, 9 * 512]) {
      const input = randomBytes(length, length + 1);
      const { top, commitment } = commitInput(input);
      expect(commitment).toEqual(hash(numberToBytes(length, { size: 32 }), top));
      if (length === 0) expect(top).toEqual(new Uint8Array(32));
      for (let index = 0; index * 512 < length; index++) {
        const { chunk, siblings } = inputChunkProof(input, index);
        let node = hash(Uint8Array.of(0), chunk);
        for (let level = 0; level * 32 < siblings.length; level++) {
          const given = siblings.subarray(level * 32, level * 32 + 32);
          const sibling = given.some((byte) => byte !== 0) ? given : zeroChunks(level);
          node = (index >> level) % 2 === 1 ? nodeHash(sibling, node) : nodeHash(node, sibling);
        }
        expect(node).toEqual(top);
        expect(siblings.length).toBe(32 * Math.ceil(Math.log2(Math.ceil(length / 512))));
      }
    }
  });

  test('of one byte, worked out by hand', () => {
    const chunk = new Uint8Array(512);
    chunk[0] = 0x61;
    const top = hash(Uint8Array.of(0), chunk);
    expect(commitInput(hexToBytes('0x61')).commitment).toEqual(hash(numberToBytes(1, { size: 32 }), top));
  });
});
