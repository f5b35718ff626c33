import type { Hex } from 'viem';

/** What a compute proof computes: `2^leafCountLog2` leaves from a seed, each a chain of `hashesPerLeaf` hashes. */
export interface ProofTask {
  /** 32 bytes; see {@link proofSeed}. */
  readonly seed: Hex;
  /** The depth of the tree, 1 to 40. */
  readonly leafCountLog2: number;
  /** At least 1. */
  readonly hashesPerLeaf: number;
}
