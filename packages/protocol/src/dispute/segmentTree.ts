import { concatHex, type Hex, keccak256 } from 'viem';

/** How many segments a group has, of 2^k: 2^⌈k / 2⌉. */
function groupSizeOf(count: number): number {
  if (count === 0 || (count & (count - 1)) !== 0) throw new RangeError(`${count} is no power of two`);
  return 1 << Math.ceil(Math.log2(count) / 2);
}

/** The states of each group, from the one before its first segment to the one after its last: neighbours share a state. */
function groupsOf(start: Hex, hashes: readonly Hex[]): Hex[][] {
  const size = groupSizeOf(hashes.length);
  const states = [start, ...hashes];
  return Array.from({ length: hashes.length / size }, (_, i) => states.slice(i * size, (i + 1) * size + 1));
}

const hashOf = (words: readonly Hex[]): Hex => keccak256(concatHex(words));

/**
 * The root over the segments between `start` and the states posted after it: the hash of the hashes of their groups. A group is
 * as many segments as there are groups, or twice as many.
 *
 * @param hashes - A power of two of them.
 */
export function segmentRoot(start: Hex, hashes: readonly Hex[]): Hex {
  return hashOf(groupsOf(start, hashes).map(hashOf));
}

/** Segment number `pick` as a move takes it: the states of its group, then the hashes of the other groups. */
export function segmentProof(start: Hex, hashes: readonly Hex[], pick: number): Hex[] {
  if (hashes[pick] === undefined) throw new RangeError(`no segment ${pick}`);
  const groups = groupsOf(start, hashes);
  const picked = Math.floor(pick / groupSizeOf(hashes.length));
  return [...(groups[picked] ?? []), ...groups.filter((_, i) => i !== picked).map(hashOf)];
}
