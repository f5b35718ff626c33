/** How a proved level compares to what is expected of its type; the numbers are those of `LevelRange` in `ProofTypes.sol`. */
export const LevelRange = {
  unknown: 0,
  below: 1,
  within: 2,
  above: 3,
} as const;

export type LevelRange = (typeof LevelRange)[keyof typeof LevelRange];

/** The name of a range, such as `within`. */
export function levelRangeName(range: LevelRange): keyof typeof LevelRange {
  for (const [name, value] of Object.entries(LevelRange)) {
    if (value === range) return name as keyof typeof LevelRange;
  }
  throw new RangeError(`no level range ${String(range)}`);
}

/** The levels, in hashes per second, that the DAO expects of a resource type: both ends belong to it. */
export interface ExpectedLevel {
  readonly minHashesPerSecond: bigint;
  readonly maxHashesPerSecond: bigint;
}

/**
 * Compares a level to what is expected; `unknown` is what the chain says where nothing is proved, and never comes from here.
 *
 * @example
 * levelRange(50_000_000n, { minHashesPerSecond: 20_000_000n, maxHashesPerSecond: 1_000_000_000n }); // LevelRange.within
 */
export function levelRange(hashesPerSecond: bigint, expected: ExpectedLevel): LevelRange {
  if (hashesPerSecond < expected.minHashesPerSecond) return LevelRange.below;
  return hashesPerSecond > expected.maxHashesPerSecond ? LevelRange.above : LevelRange.within;
}
