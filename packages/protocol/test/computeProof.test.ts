import { readFileSync } from 'node:fs';
import { type Address, type Hex, keccak256 } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  drawChallenges,
  hashesPerSecondDown,
  LevelRange,
  levelRange,
  levelRangeName,
  matchingTypes,
  ProofStage,
  proofLeaf,
  proofRoot,
  proofSeed,
  proofSiblings,
  proofStageName,
  verifyProofOpenings,
} from '../src/index.ts';
import { seededRandom } from './seededRandom.ts';

interface Vector {
  chainId: number;
  contract: Address;
  proofId: number;
  blockHash: Hex;
  seed: Hex;
  leafCountLog2: number;
  hashesPerLeaf: number;
  root: Hex;
  challengeBlockHash: Hex;
  samples: number;
  indexes: number[];
  siblings: Hex[];
}

const { cases } = JSON.parse(readFileSync(new URL('./vectors/compute-proof.json', import.meta.url), 'utf8')) as {
  cases: Vector[];
};
const openedBy = (vector: Vector) => ({
  seed: vector.seed,
  leafCountLog2: vector.leafCountLog2,
  hashesPerLeaf: vector.hashesPerLeaf,
  root: vector.root,
  indexes: vector.indexes.map(BigInt),
  siblings: vector.siblings,
});

describe('a compute proof', () => {
  test.each(cases)('equals the shared vectors at depth $leafCountLog2, $hashesPerLeaf hashes per leaf', (vector) => {
    const { chainId, contract, blockHash, samples, leafCountLog2 } = vector;
    const proofId = BigInt(vector.proofId);
    expect(proofSeed({ chainId, contract, proofId, blockHash })).toBe(vector.seed);
    expect(proofRoot(vector)).toBe(vector.root);
    const challenge = { blockHash: vector.challengeBlockHash, proofId, root: vector.root, samples, leafCountLog2 };
    expect(drawChallenges(challenge)).toEqual(vector.indexes.map(BigInt));
    expect(proofSiblings(vector, vector.indexes)).toEqual(vector.siblings);
    expect(verifyProofOpenings(openedBy(vector))).toEqual({ valid: true });
  });

  test('a chain of n hashes is one hash more than a chain of n - 1', () => {
    const seed = keccak256('0x01');
    for (const index of [0n, 1n, 1n << 32n, (1n << 40n) - 1n]) {
      const shorter = proofLeaf({ seed, index, hashesPerLeaf: 4 });
      expect(proofLeaf({ seed, index, hashesPerLeaf: 5 })).toBe(keccak256(shorter));
    }
  });

  test('openings that are changed in any part are refused, at the first that is wrong', () => {
    const vector = cases.find(({ leafCountLog2 }) => leafCountLog2 === 4) as Vector;
    const opened = openedBy(vector);
    const random = seededRandom(3);
    const { indexes, siblings, leafCountLog2 } = opened;
    const wrongAt = (position: number, index = indexes[position]) => ({
      valid: false,
      reason: 'wrong',
      position,
      index,
    });
    siblings.forEach((sibling, at) => {
      const digit = 2 + Math.floor(random() * 64);
      const bent = `${sibling.slice(0, digit)}${sibling[digit] === '0' ? '1' : '0'}${sibling.slice(digit + 1)}` as Hex;
      const position = Math.floor(at / leafCountLog2);
      expect(verifyProofOpenings({ ...opened, siblings: siblings.with(at, bent) })).toEqual(wrongAt(position));
    });
    indexes.forEach((index, position) => {
      const other = index ^ (1n << BigInt(Math.floor(random() * leafCountLog2)));
      const bent = { ...opened, indexes: indexes.with(position, other) };
      expect(verifyProofOpenings(bent)).toEqual(wrongAt(position, other));
    });
    expect(verifyProofOpenings({ ...opened, root: keccak256(vector.root) })).toEqual(wrongAt(0));
    expect(verifyProofOpenings({ ...opened, seed: keccak256(vector.seed) })).toEqual(wrongAt(0));
    expect(verifyProofOpenings({ ...opened, hashesPerLeaf: 63 })).toEqual(wrongAt(0));
    expect(verifyProofOpenings({ ...opened, siblings: siblings.with(0, '0x' as Hex) })).toEqual(wrongAt(0));
    const incomplete = { valid: false, reason: 'incomplete' };
    expect(verifyProofOpenings({ ...opened, siblings: siblings.slice(1) })).toEqual(incomplete);
    expect(verifyProofOpenings({ ...opened, siblings: [...siblings, vector.root] })).toEqual(incomplete);
    expect(verifyProofOpenings({ ...opened, leafCountLog2: 3 })).toEqual(incomplete);
  });

  test('challenges depend on block, proof and root, lie within the tree, and reach its ends', () => {
    const at = { blockHash: keccak256('0x01'), proofId: 5n, root: keccak256('0x02'), samples: 200, leafCountLog2: 3 };
    const indexes = drawChallenges(at);
    expect(new Set(indexes)).toEqual(new Set([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n]));
    for (const change of [{ blockHash: keccak256('0x03') }, { proofId: 6n }, { root: keccak256('0x04') }]) {
      expect(drawChallenges({ ...at, ...change })).not.toEqual(indexes);
    }
  });

  test('the level is rounded down, over a second at least, and fits a uint64', () => {
    const level = (leafCountLog2: number, hashesPerLeaf: number, elapsedSeconds: number) =>
      hashesPerSecondDown({ leafCountLog2, hashesPerLeaf, elapsedSeconds });
    expect(level(3, 1, 3)).toBe(2n);
    expect(level(20, 64, 0)).toBe(1n << 26n);
    expect(level(20, 64, 1)).toBe(1n << 26n);
    expect(level(40, 0xffff_ffff, 1)).toBe((1n << 64n) - 1n);
  });

  test('both ends of the expected range belong to it', () => {
    const expected = { minHashesPerSecond: 10n, maxHashesPerSecond: 20n };
    const names = [9n, 10n, 20n, 21n].map((level) => levelRangeName(levelRange(level, expected)));
    expect(names).toEqual(['below', 'within', 'within', 'above']);
    expect(LevelRange.unknown).toBe(0);
  });

  test('a level lies in the range of every type that expects it', () => {
    const types = [
      { name: 'slow', minHashesPerSecond: 1n, maxHashesPerSecond: 10n },
      { name: 'middle', minHashesPerSecond: 5n, maxHashesPerSecond: 50n },
      { name: 'fast', minHashesPerSecond: 40n, maxHashesPerSecond: 90n },
    ];
    const names = (level: bigint) => matchingTypes(level, types).map(({ name }) => name);
    expect([1n, 7n, 45n, 91n].map(names)).toEqual([['slow'], ['slow', 'middle'], ['middle', 'fast'], []]);
  });

  test('every stage has a name, and no other number has', () => {
    expect(Object.values(ProofStage).map(proofStageName)).toEqual(Object.keys(ProofStage));
    expect(() => proofStageName(9 as ProofStage)).toThrow(RangeError);
  });
});
