import type { TaskFailureKind, TaskOutput, TaskStatus } from '@suanli/protocol';
import type { Hex } from 'viem';

/** What became of one task of a job in a lease. */
export interface LeaseTaskReport {
  readonly index: number;
  /** How it ended; absent where it has no result. */
  readonly status?: TaskStatus;
  /** Metered instructions. */
  readonly work: bigint;
  /** All that it left behind; absent where it has no result. */
  readonly output?: TaskOutput;
  /** The trap's or limit's own words. */
  readonly note?: string;
  /** Why there is no result. */
  readonly failure?: { readonly kind: TaskFailureKind | 'user'; readonly code: string };
}

/** What became of a job in a lease: as `JobResult`, with its outputs and without deals, which there are none of. */
export interface LeaseJobResult {
  readonly jobId: Hex;
  /** `completed` only where every task ran and its program ended well. */
  readonly state: 'completed' | 'failed';
  /** In the order of their indexes. */
  readonly tasks: readonly LeaseTaskReport[];
  readonly work: bigint;
}

/** How a job in a lease stands. */
export interface LeaseJobProgress {
  readonly jobId: Hex;
  readonly tasks: number;
  readonly tasksDone: number;
  readonly tasksFailed: number;
  readonly tasksInFlight: number;
  readonly work: bigint;
}
