import type { ReceiptBatch } from '@suanli/protocol';
import type { DealProgress, JobRecord } from '@suanli/sdk';
import type { Hex } from 'viem';

/** The receipt that counts for a task: the first that arrived. */
export interface ReceiptLine {
  readonly taskIndex: number;
  readonly provider: string;
  readonly dealId: Hex;
  readonly work: bigint;
  /** A `TaskStatus`. */
  readonly status: number;
  /** Of the batch that the receipt came with. */
  readonly signature: Hex;
}

/** One deal's part in a job. */
export interface DealLine {
  readonly dealId: Hex;
  readonly provider: string;
  /** How it stands in this page; undefined where the job does not run here. */
  readonly state: DealProgress['state'] | undefined;
  readonly reason: string | undefined;
  readonly tasks: number;
  readonly inFlight: number;
  readonly work: bigint;
  /** What it has cost so far, or was paid; undefined where neither is known. */
  readonly costWei: bigint | undefined;
  readonly ended: boolean;
  /** Whether a result of it was proved wrong: its results do not count. */
  readonly refuted: boolean;
}

function providersOf({ deals }: JobRecord): ReadonlyMap<Hex, string> {
  return new Map(deals.map(({ dealId, announcement }) => [dealId, announcement.offer.provider]));
}

/** The receipts of a job that count, one for each task that has one, in the order of the tasks. */
export function receiptLines(record: JobRecord, batches: readonly ReceiptBatch[]): readonly ReceiptLine[] {
  const providers = providersOf(record);
  const refuted = new Set(record.deals.filter((deal) => deal.refuted).map(({ dealId }) => dealId));
  const lines = new Map<number, ReceiptLine>();
  for (const { dealId, leaves, signature } of batches) {
    if (refuted.has(dealId)) continue;
    for (const { taskIndex, work, status } of leaves) {
      if (lines.has(taskIndex)) continue;
      lines.set(taskIndex, { taskIndex, provider: providers.get(dealId) ?? '', dealId, work, status, signature });
    }
  }
  return [...lines.values()].sort((a, b) => a.taskIndex - b.taskIndex);
}

/** The deals of a job, with what each has done. */
export function dealLines(
  record: JobRecord,
  batches: readonly ReceiptBatch[],
  progress: readonly DealProgress[],
): readonly DealLine[] {
  return record.deals.map(({ dealId, announcement, phase, paidWei, refuted = false }) => {
    const now = progress.find((deal) => deal.dealId === dealId);
    // A task that came twice was done once.
    const works = new Map(
      batches
        .filter((batch) => batch.dealId === dealId)
        .flatMap(({ leaves }) => leaves.map(({ taskIndex, work }) => [taskIndex, work] as const)),
    );
    return {
      dealId,
      provider: announcement.offer.provider,
      state: now?.state,
      reason: now?.reason,
      tasks: works.size,
      inFlight: now?.tasksInFlight ?? 0,
      work: [...works.values()].reduce((sum, work) => sum + work, 0n),
      costWei: paidWei ?? now?.costWei,
      ended: phase === 'ended',
      refuted,
    };
  });
}

/** All that a job signed for, as a file that others can check. */
export function receiptsJson(record: JobRecord, batches: readonly ReceiptBatch[]): string {
  const providers = providersOf(record);
  const { jobId, name, tasksRoot } = record;
  const receipts = batches.map((batch) => ({ provider: providers.get(batch.dealId), ...batch }));
  return JSON.stringify(
    { jobId, name, tasksRoot, requester: record.request.requester, receipts },
    (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
    2,
  );
}
