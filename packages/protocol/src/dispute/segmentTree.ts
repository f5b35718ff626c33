import { concatHex, type Hex, keccak256 } from 'viem';

const join = (left: Hex, right: Hex): Hex => keccak256(concatHex([left, right]));

/** All levels of the tree, from the segments to the root. */
function levelsOf(start: Hex, hashes: readonly Hex[]): Hex[][] {
  if (hashes.length === 0 || (hashes.length & (hashes.length - 1)) !== 0) {
    throw new RangeError(`${hashes.length} is no power of two`);
  }
  let level = hashes.map((end, i) => join(hashes[i - 1] ?? start, end));
  const levels = [level];
  while (level.length > 1) {
    const below = level;
    level = Array.from({ length: below.length / 2 }, (_, i) => join(below[2 * i] as Hex, below[2 * i + 1] as Hex));
    levels.push(level);
  }
  return levels;
}

/**
 * The root over the segments between `start` and the states posted after it: leaf j = keccak256(state before ‖ state j), node =
 * keccak256(left ‖ right).
 *
 * @param hashes - A power of two of them.
 */
export function segmentRoot(start: Hex, hashes: readonly Hex[]): Hex {
  return levelsOf(start, hashes).at(-1)?.[0] as Hex;
}

/** Segment number `pick` as a move takes it: the states at its start and its end, then the siblings from the bottom up. */
export function segmentProof(start: Hex, hashes: readonly Hex[], pick: number): Hex[] {
  const end = hashes[pick];
  if (end === undefined) throw new RangeError(`no segment ${pick}`);
  const siblings = levelsOf(start, hashes)
    .slice(0, -1)
    .map((level, depth) => level[(pick >> depth) ^ 1] as Hex);
  return [hashes[pick - 1] ?? start, end, ...siblings];
}
