import { SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { AnswerVerification } from './AnswerVerification.ts';
import { AnswerVerifier } from './internal/AnswerVerifier.ts';
import { closeDeals } from './internal/closeDeals.ts';
import { conductJob } from './internal/conductJob.ts';
import { reportJob } from './internal/reportJob.ts';
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
}

/**
 * Carries on a job that was interrupted, then sees its deals to their end: accepts posted answers that equal the
 * requester's own receipts, finalises what may be finalised, takes back the escrow of deals that nobody answered, and of those
 * whose answer was refuted. With `verify` it computes some tasks of optimistic deals again, and challenges what differs.
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
  const { jobId } = parameters;
  let record = await store.loadJob(jobId);
  if (!record) throw new SuanliError('JOB_NOT_FOUND', { parameters: { jobId } });
  let result: JobResult | undefined;
  if (record.phase !== 'ended') {
    result = await conductJob(context, record, parameters.patience ?? {}, options);
    record = (await store.loadJob(jobId)) ?? record;
  }
  if (record.phase !== 'ended' && parameters.untilSettled !== false) {
    const signal = options.signal ?? new AbortController().signal;
    const isVerified = parameters.verify !== undefined && record.template.verification === 'optimistic';
    const verifier = isVerified ? new AnswerVerifier(context, record, parameters.verify) : undefined;
    try {
      record = await closeDeals({ client, store, ...(verifier ? { verifier } : {}) }, record, signal);
    } finally {
      await verifier?.stop();
    }
    result = undefined;
  }
  return result ?? reportJob({ client, store }, record, new Map(), { mismatches: [], reasons: new Map() });
}
