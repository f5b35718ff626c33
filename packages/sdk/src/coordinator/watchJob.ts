import type { Hex } from 'viem';
import type { AnswerVerification } from './AnswerVerification.ts';
import { JobWatch } from './internal/JobWatch.ts';
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
 * What was refuted has no result; its tasks go to other providers, as often as it takes. Where nobody else serves, or can be paid,
 * they have the failure `JOB_RESULT_REFUTED`, and a later call tries again; where others cannot run them either, theirs.
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
  const { jobId, patience = {}, untilSettled = true, rerunsRefuted = true, verify } = parameters;
  const watch = await JobWatch.open(context, jobId, { ...options, patience, verify, rerunsRefuted });
  await watch.conduct();
  if (untilSettled) await watch.settle();
  return watch.report();
}
