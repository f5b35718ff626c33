import { hashOutput, optimisticPolicy, type ReceiptBatch, type ReceiptLeaf } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { DealRecord, JobRecord } from '../JobRecord.ts';
import type { JobStore } from '../JobStore.ts';

/** Whether a deal's answer was found wrong on chain. */
export function isRefutedOnChain({ refuted, deal }: Pick<DealRecord, 'refuted' | 'deal'>): boolean {
  return refuted === true && deal?.policy === optimisticPolicy;
}

/**
 * Which of a job's stored receipts count: none of a refuted deal; and where a result was found wrong on chain, another one only if
 * the stored output is its own, for of a task that two providers ran one output is kept.
 *
 * @returns whether a deal's receipt of a task counts
 */
export async function countingReceipts(
  store: JobStore,
  record: Pick<JobRecord, 'jobId' | 'deals'>,
  batches: readonly ReceiptBatch[],
): Promise<(dealId: Hex, leaf: ReceiptLeaf) => boolean> {
  const { jobId, deals } = record;
  const refuted = new Set(deals.filter((deal) => deal.refuted).map(({ dealId }) => dealId));
  const wrong = new Set(deals.filter(isRefutedOnChain).map(({ dealId }) => dealId));
  const storedHashes = new Map<number, Hex | undefined>();
  for (const { dealId, leaves } of batches) {
    if (!wrong.has(dealId)) continue;
    for (const { taskIndex } of leaves) {
      if (storedHashes.has(taskIndex)) continue;
      const output = await store.loadOutput(jobId, taskIndex);
      storedHashes.set(taskIndex, output && hashOutput(output));
    }
  }
  return (dealId, { taskIndex, outputHash }) => {
    if (refuted.has(dealId)) return false;
    return !storedHashes.has(taskIndex) || storedHashes.get(taskIndex) === outputHash;
  };
}
