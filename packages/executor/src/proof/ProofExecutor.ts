import type { ProofTask } from '@suanli/protocol';
import type { Hex } from 'viem';

/** How far a commitment is. */
export interface ProofProgress {
  /** Leaves computed, in no particular order. */
  readonly leaves: number;
  /** `2^leafCountLog2` */
  readonly totalLeaves: number;
}

export interface CommitProofOptions {
  readonly signal?: AbortSignal;
  /** Called several times a second at most, and at the end. */
  readonly onProgress?: (progress: ProofProgress) => void;
}

/** A tree that was computed; it keeps what openings need until it is released. */
export interface ProofCommitment {
  readonly task: ProofTask;
  readonly root: Hex;
  /** Wall-clock time that the tree took, in milliseconds. */
  readonly elapsedMs: number;
  /**
   * The openings of some leaves as `IComputeProof.open` wants them: `leafCountLog2` siblings for each index, from the leaf up, one
   * index after another. Parts of the tree are computed again for it.
   *
   * @throws SuanliError `EXECUTOR_PROOF_INVALID` for an index outside the tree, `EXECUTOR_PROOF_RELEASED`, and the codes of
   * {@link ProofExecutor.commit}
   */
  open(indexes: readonly bigint[] | readonly number[], options?: { readonly signal?: AbortSignal }): Promise<Hex[]>;
  /** Gives the memory back; nothing can be opened afterwards. Harmless a second time. */
  release(): void;
}

/**
 * Computes the trees of compute proofs. All executors give bit-identical roots and openings, those of `proofRoot` and `proofSiblings`
 * of `@suanli/protocol`; they differ in speed alone.
 *
 * Memory is bounded: nodes are kept from some level upwards, at most 2^20 of them there, whatever the number of leaves.
 *
 * Every implementation must pass `proofExecutorConformance` of `@suanli/executor/conformance`.
 */
export interface ProofExecutor {
  readonly name: 'cpu' | 'gpu';
  /** What computes, for people; `threads` where it is the CPU. */
  describe(): { readonly device: string; readonly threads?: number };
  /**
   * Computes all leaves of a task and the tree above them. Several may run at once; they share the machine.
   *
   * @throws SuanliError `EXECUTOR_PROOF_INVALID`, `EXECUTOR_CANCELLED` where the signal aborts, `EXECUTOR_STOPPED`,
   * `EXECUTOR_CRASHED`, `EXECUTOR_GPU_LOST`
   */
  commit(task: ProofTask, options?: CommitProofOptions): Promise<ProofCommitment>;
  /** Ends everything; what has not ended rejects with `EXECUTOR_STOPPED`. */
  stop(): Promise<void>;
}
