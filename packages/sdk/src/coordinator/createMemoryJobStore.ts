import type { ReceiptBatch } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { JobRecord } from './JobRecord.ts';
import type { JobStore } from './JobStore.ts';

/** A job store that lives and dies with the process: for tests, benchmarks and a browser tab that may lose its jobs. */
export function createMemoryJobStore(): JobStore {
  const jobs = new Map<Hex, { record: JobRecord; batches: ReceiptBatch[]; outputs: Map<number, Uint8Array> }>();
  const entryOf = (jobId: Hex) => {
    const entry = jobs.get(jobId);
    if (!entry) throw new RangeError(`no job ${jobId}`);
    return entry;
  };
  return {
    async saveJob(record) {
      const entry = jobs.get(record.jobId);
      if (entry) entry.record = record;
      else jobs.set(record.jobId, { record, batches: [], outputs: new Map() });
    },
    async loadJob(jobId) {
      return jobs.get(jobId)?.record;
    },
    async listJobs() {
      return [...jobs.values()].map(({ record }) => record).sort((a, b) => b.createdAtMs - a.createdAtMs);
    },
    async saveReceipts(jobId, { batch, outputs, replaces }) {
      const entry = entryOf(jobId);
      entry.batches.push(batch);
      for (const [index, output] of outputs) {
        if (!entry.outputs.has(index) || replaces?.has(index)) entry.outputs.set(index, output);
      }
    },
    async loadReceipts(jobId) {
      return jobs.get(jobId)?.batches ?? [];
    },
    async loadOutput(jobId, taskIndex) {
      return jobs.get(jobId)?.outputs.get(taskIndex);
    },
  };
}
