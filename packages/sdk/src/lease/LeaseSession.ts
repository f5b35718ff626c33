import type { LeaseConfiguration, ProofTask, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { Job } from '../coordinator/Job.ts';
import type { LeaseCreditMeter } from './LeaseCredit.ts';
import type { LeaseJobProgress, LeaseJobResult, LeaseTaskReport } from './LeaseJobResult.ts';

export interface LeaseRunOptions {
  /** Ends the job; what runs of it is dropped. */
  readonly signal?: AbortSignal;
  /** Called after every change. */
  readonly onProgress?: (progress: LeaseJobProgress) => void;
  /** Called once for each task, as soon as it is known what became of it: what has come is not lost where the lease is cut. */
  readonly onTask?: (task: LeaseTaskReport) => void;
}

export interface LeaseProofOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly leaves: number; readonly totalLeaves: number }) => void;
}

/** A compute proof that the provider's machine has made and holds. */
export interface LeaseProof {
  readonly root: Hex;
  /** What the tree took there, in milliseconds: the provider's word. */
  readonly elapsedMs: number;
  /**
   * The siblings of leaves, flattened as `IComputeProof.open` wants them.
   *
   * @throws SuanliError `LEASE_PROOF_UNKNOWN`, `LEASE_ABORTED`, or why the session ended
   */
  open(
    indexes: readonly bigint[] | readonly number[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly Hex[]>;
  /** Lets the provider forget it. Harmless twice. */
  release(): void;
}

/**
 * A use right in use: a session with the provider of its resource. What it runs costs nothing beyond the right itself, unless
 * the provider asks for credit: then the time costs, by a voucher for each interval, which goes out by itself.
 *
 * A connection that is lost is opened again, once: another time only after it brought a result or lasted a minute. Jobs go on
 * after that; a compute proof does not.
 *
 * Trust: nothing proves that a result is right. They are checked for shape, limits and hashes, as those of deals are.
 */
export interface LeaseSession {
  /** What the right gives. */
  readonly configuration: LeaseConfiguration;
  /** The first second, since 1970, at which the right may not be used any more; moves where it is renewed. */
  readonly expiresAt: bigint;
  /**
   * Runs a job and returns its outputs. A program that fails does not make it reject.
   *
   * @throws SuanliError `NODE_LIMIT_TOO_LARGE` and other reasons not to take the job, `LEASE_PROVIDER_SILENT` where
   * nothing comes of it within the limits of time and two minutes, `LEASE_ABORTED`, or why the session ended:
   * `LEASE_EXPIRED`, `LEASE_TRANSFERRED`, `LEASE_GIVEN_BACK`, `LEASE_CHAIN_UNREACHABLE`, `LEASE_CLOSED`, …
   */
  run(parameters: { readonly job: Job }, options?: LeaseRunOptions): Promise<LeaseJobResult>;
  /**
   * Lets the provider's machine compute a proof. One at a time per provider.
   *
   * @throws SuanliError `LEASE_PROOF_BUSY`, `LEASE_PROOF_FAILED`, the executor's `EXECUTOR_…`, `LEASE_ABORTED`, or why the
   * session ended
   */
  prove(task: ProofTask, options?: LeaseProofOptions): Promise<LeaseProof>;
  /** The same, in the shape that `runProof` takes. */
  readonly committer: { commit(task: ProofTask, options?: LeaseProofOptions): Promise<LeaseProof> };
  /** What was used and paid by credit; undefined where the provider asks for none. */
  readonly credit: LeaseCreditMeter | undefined;
  /** Calls the listener when the right was renewed; returns the way to stop it. */
  onExtended(listener: (expiresAt: bigint) => void): () => void;
  /** Ends the session in order; all that the provider held for it is freed. Never throws. */
  close(): Promise<void>;
  /** Resolves when the session has ended: undefined after `close`, else why, such as `LEASE_TRANSFERRED`. Never rejects. */
  readonly closed: Promise<SuanliError | undefined>;
}
