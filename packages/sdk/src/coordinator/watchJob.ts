import { isSuanliError, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { AnswerVerification } from './AnswerVerification.ts';
import { AnswerVerifier } from './internal/AnswerVerifier.ts';
import { closeDeals } from './internal/closeDeals.ts';
import { conductJob } from './internal/conductJob.ts';
import { reportJob } from './internal/reportJob.ts';
import type { JobRecord } from './JobRecord.ts';
import type { JobResult } from './JobResult.ts';
import type { JobStore } from './JobStore.ts';
import type { JobContext, JobPatience, RunJobOptions } from './runJob.ts';

export interface WatchJobParameters {
  readonly jobId: Hex;
  readonly patience?: JobPatience;
  /** False returns when the results are here, with deals perhaps still open. Default true. */
  readonly untilSettled?: boolean;
  /** How answers to optimistic deals are looked at, and wrong ones challenged. Default: not at all. */
  readonly verify?: AnswerVerification;
  /** False leaves tasks without a result whose results were refuted on chain. Default true: other providers run them. */
  readonly rerunsRefuted?: boolean;
}

/**
 * Carries on a job that was interrupted, then sees its deals to their end: accepts posted answers that equal the
 * requester's own receipts, finalises what may be finalised, takes back the escrow of deals that nobody answered, and of those
 * whose answer was refuted. With `verify` it computes some tasks of optimistic deals again, and challenges what differs.
 *
 * What was refuted has no result; its tasks go to other providers, as often as it takes. Where nobody else serves, they have the
 * failure `JOB_RESULT_REFUTED`, and a later call tries again.
 *
 * @throws SuanliError `JOB_NOT_FOUND`, and what `runJob` throws
 *
 * @example
 * const result = await watchJob({ client, network, store }, { jobId });
 * result.openDeals; // 0
 */
export async function watchJob(
  context: JobContext & { readonly store: JobStore },
  parameters: WatchJobParameters,
  options: RunJobOptions = {},
): Promise<JobResult> {
  const { client, store } = context;
  const { jobId, patience = {}, untilSettled = true, rerunsRefuted = true } = parameters;
  let record = await load(store, jobId);
  let result: JobResult | undefined;
  if (record.phase === 'ended' && rerunsRefuted && (await hasRefutedTasks(store, record))) {
    record = await runAgain(store, record);
  }
  if (record.phase !== 'ended') {
    result = await conductJob(context, record, patience, options);
    record = await load(store, jobId);
  }
  if (!untilSettled) return result ?? report(context, record);
  let isRerunning = rerunsRefuted;
  let verifier: AnswerVerifier | undefined;
  try {
    while (record.phase !== 'ended') {
      if (parameters.verify && record.template.verification === 'optimistic') {
        verifier ??= new AnswerVerifier(context, record, parameters.verify);
      }
      const closing = { client, store, leavesRefuted: isRerunning, ...(verifier ? { verifier } : {}) };
      record = await closeDeals(closing, record, options.signal ?? new AbortController().signal);
      result = undefined;
      if (record.phase === 'ended') {
        await verifier?.stop();
        verifier = undefined;
      }
      if (!isRerunning || !(await hasRefutedTasks(store, record))) {
        isRerunning = false;
        continue;
      }
      record = await runAgain(store, record);
      try {
        result = await conductJob(context, record, patience, options);
      } catch (error) {
        if (!isSuanliError(error, 'JOB_NO_OFFERS') && !isSuanliError(error, 'JOB_STALLED')) throw error;
        isRerunning = false;
      }
      record = await load(store, jobId);
    }
  } finally {
    await verifier?.stop();
  }
  return result ?? report(context, record);
}

async function load(store: JobStore, jobId: Hex): Promise<JobRecord> {
  const record = await store.loadJob(jobId);
  if (!record) throw new SuanliError('JOB_NOT_FOUND', { parameters: { jobId } });
  return record;
}

async function runAgain(store: JobStore, record: JobRecord): Promise<JobRecord> {
  const again: JobRecord = { ...record, phase: 'running' };
  await store.saveJob(again);
  return again;
}

/** Whether a job that was not given up has tasks whose every result was refuted on chain. */
async function hasRefutedTasks(store: JobStore, record: JobRecord): Promise<boolean> {
  const { jobId, template, deals, cancelled } = record;
  const refuted = new Set(deals.filter((deal) => deal.refuted).map(({ dealId }) => dealId));
  if (cancelled || template.verification !== 'optimistic' || refuted.size === 0) return false;
  const lacking = new Set<number>();
  const done = new Set<number>();
  for (const { dealId, leaves } of await store.loadReceipts(jobId)) {
    for (const { taskIndex } of leaves) (refuted.has(dealId) ? lacking : done).add(taskIndex);
  }
  return [...lacking].some((taskIndex) => !done.has(taskIndex));
}

function report(context: JobContext & { readonly store: JobStore }, record: JobRecord): Promise<JobResult> {
  return reportJob(context, record, new Map(), { mismatches: [], reasons: new Map() });
}
