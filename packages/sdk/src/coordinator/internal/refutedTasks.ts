import type { JobRecord } from '../JobRecord.ts';
import type { JobStore } from '../JobStore.ts';
import { countingReceipts, isRefutedOnChain } from './countingReceipts.ts';

/** Tasks of a job that have receipts, of which none counts any more because results were found wrong on chain. */
export async function refutedTasks(store: JobStore, record: JobRecord): Promise<ReadonlySet<number>> {
  if (!record.deals.some(isRefutedOnChain)) return new Set();
  const batches = await store.loadReceipts(record.jobId);
  const counts = await countingReceipts(store, record, batches);
  const lacking = new Set<number>();
  const done = new Set<number>();
  for (const { dealId, leaves } of batches) {
    for (const leaf of leaves) (counts(dealId, leaf) ? done : lacking).add(leaf.taskIndex);
  }
  for (const taskIndex of done) lacking.delete(taskIndex);
  return lacking;
}
