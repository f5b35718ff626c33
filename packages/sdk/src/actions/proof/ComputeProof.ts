import type { LevelRange, ProofStage } from '@suanli/protocol';
import type { Address, Hex } from 'viem';

/** A compute proof as the chain keeps it. */
export interface ComputeProof {
  readonly proofId: bigint;
  readonly stage: ProofStage;
  /** The owner of the use right when the proof was issued. */
  readonly prover: Address;
  readonly useRightId: bigint;
  readonly resourceId: bigint;
  readonly typeId: number;
  /** The version of the type's terms that hold for all of this proof. */
  readonly termsVersion: number;
  /** The seed is drawn from the hash of the block after this one. */
  readonly issuedBlock: bigint;
  /** Seconds since 1970; the clock of the proof starts here. */
  readonly issuedAt: number;
  /** What the prover committed to; undefined before. */
  readonly commitment:
    | {
        readonly seed: Hex;
        readonly root: Hex;
        /** The challenges are drawn from the hash of the block after this one. */
        readonly blockNumber: bigint;
        /** Seconds since 1970; the clock of the proof stops here. */
        readonly committedAt: number;
      }
    | undefined;
  /** Seconds since 1970 at which it passed or expired; undefined while it runs. */
  readonly endedAt: number | undefined;
  /** The last second, since 1970, of the stage that it is in; undefined where it has ended. */
  readonly deadline: number | undefined;
  /** The proved level, in hashes per second; undefined where it has not passed. */
  readonly hashesPerSecond: bigint | undefined;
  /** How the level compares to what is expected of the type; `unknown` where it has not passed. */
  readonly range: LevelRange;
}
