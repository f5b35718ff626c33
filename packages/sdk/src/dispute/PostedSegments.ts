import type { Hex } from 'viem';

/** What stands in a game whose turn it is to pick: the hashes that the other party posted, and where in the run they lie. */
export interface PostedSegments {
  /** Number of the state at the start of the first segment. */
  readonly firstStep: bigint;
  /** Steps of each segment. */
  readonly stepsEach: bigint;
  /** Hash of the state at the start of the first one, on which both agree. */
  readonly start: Hex;
  /** Hashes of the states at the ends, one per segment. */
  readonly ends: readonly Hex[];
}
