import { SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { closeDeals } from './internal/closeDeals.ts';
import { JobConductor } from './internal/JobConductor.ts';
import { reportJob } from './internal/reportJob.ts';
import type { JobResult } from './JobResult.ts';
import type { JobStore } from './JobStore.ts';
import type { JobContext, JobPatience, RunJobOptions } from './runJob.ts';

export interface WatchJobParameters {
  readonly jobId: Hex;
  readonly patience?: JobPatience;
  /** False returns when the results are here, with deals perhaps still open. Default true. */
  readonly untilSettled?: boolean;
}

/**
 * Carries on a job that was interrupted, then sees its deals to their end: accepts posted answers that equal the
 * requester's own receipts, finalises what may be finalised, takes back the escrow of deals that nobody answered.
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
    result = await new JobConductor(context, record, parameters.patience ?? {}, options).run();
    record = (await store.loadJob(jobId)) ?? record;
  }
  if (record.phase !== 'ended' && parameters.untilSettled !== false) {
    record = await closeDeals({ client, store }, record, options.signal ?? new AbortController().signal);
    result = undefined;
  }
  return result ?? reportJob({ client, store }, record, new Map(), { mismatches: [], reasons: new Map() });
}
