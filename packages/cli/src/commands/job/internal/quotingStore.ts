import type { JobStore } from '@suanli/sdk';
import { type Quote, quoteOf } from './quoteOf.ts';

/**
 * A store that tells of deals when they are planned: the coordinator saves its plan before it opens them, so what is
 * quoted is what is opened.
 */
export function quotingStore(store: JobStore, onQuote: (quote: Quote) => void): JobStore {
  const seen = new Set<number>();
  return {
    saveJob: async (record) => {
      await store.saveJob(record);
      const planned = record.deals.filter(({ phase, index }) => phase === 'planned' && !seen.has(index));
      for (const { index } of planned) seen.add(index);
      if (planned.length > 0) onQuote(quoteOf(record, planned));
    },
    loadJob: (jobId) => store.loadJob(jobId),
    listJobs: () => store.listJobs(),
    saveReceipts: (jobId, receipts) => store.saveReceipts(jobId, receipts),
    loadReceipts: (jobId) => store.loadReceipts(jobId),
    loadOutput: (jobId, taskIndex) => store.loadOutput(jobId, taskIndex),
  };
}
