import type { ReceiptBatch } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { JobRecord, ReceiptRecord } from './JobRecord.ts';

/**
 * Where a requester's side keeps its jobs. A write must be durable when its promise resolves: the coordinator sends a
 * transaction only after the record that announces it was saved.
 */
export interface JobStore {
  saveJob(record: JobRecord): Promise<void>;
  loadJob(jobId: Hex): Promise<JobRecord | undefined>;
  /** Newest first. */
  listJobs(): Promise<readonly JobRecord[]>;
  saveReceipts(jobId: Hex, receipts: ReceiptRecord): Promise<void>;
  loadReceipts(jobId: Hex): Promise<readonly ReceiptBatch[]>;
  /** The encoded output of a task; undefined where it has none yet. */
  loadOutput(jobId: Hex, taskIndex: number): Promise<Uint8Array | undefined>;
}
