import type { ReceiptBatch } from '@suanli/protocol';
import type { JobRecord, JobStore } from '@suanli/sdk';
import type { Hex } from 'viem';

/** A job in a list, read without decoding its record. */
export interface JobSummary {
  readonly jobId: Hex;
  readonly name: string;
  readonly createdAtMs: number;
  readonly phase: JobRecord['phase'];
  readonly cancelled: boolean;
  readonly tasks: number;
  /** Tasks whose output is here. */
  readonly tasksDone: number;
  /** The live process that works on it. */
  readonly holder: number | undefined;
}

/** The right to write a job. */
export interface JobLock {
  /** Gives it back; safe to call twice. */
  release(): void;
}

/**
 * A requester's jobs in one SQLite file. Any number of processes may read; each job is written by the one that holds its
 * lock. A lock whose process is gone counts for nothing.
 */
export interface SqliteJobStore extends JobStore {
  /** Newest first. */
  listSummaries(): readonly JobSummary[];
  /**
   * The full id of the only job that starts with these digits.
   *
   * @throws SuanliError `JOB_NOT_FOUND`, `CLI_JOB_AMBIGUOUS`
   */
  findJob(prefix: string): Hex;
  /** As `loadReceipts`, one by one, with what is needed to leave large jobs out of memory. */
  iterateReceipts(jobId: Hex): Iterable<ReceiptBatch>;
  /** Indexes of the tasks whose output is here, in order. */
  listOutputs(jobId: Hex): readonly number[];
  /**
   * Takes the lock of a job.
   *
   * @throws SuanliError `CLI_JOB_BUSY` with the process that has it
   */
  lock(jobId: Hex): JobLock;
  /** Takes a lock of any other name; undefined where another live process has it. */
  tryLock(name: string): JobLock | undefined;
  close(): void;
}
