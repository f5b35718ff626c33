import { SuanliError, tabPolicy } from '@suanli/protocol';
import { cancelNonces } from '../actions/broker/cancelNonces.ts';
import type { JobResult } from './JobResult.ts';
import type { JobStore } from './JobStore.ts';
import type { JobContext, RunJobOptions } from './runJob.ts';
import { type WatchJobParameters, watchJob } from './watchJob.ts';

/**
 * Gives a job up: no further deal can be opened for it, tasks that have not started are dropped, what is done is paid, the
 * rest of the escrow returns.
 *
 * @throws SuanliError `JOB_NOT_FOUND`, and what `watchJob` throws
 */
export async function cancelJob(
  context: JobContext & { readonly store: JobStore },
  parameters: WatchJobParameters,
  options: RunJobOptions = {},
): Promise<JobResult> {
  const { client, store } = context;
  const record = await store.loadJob(parameters.jobId);
  if (!record) throw new SuanliError('JOB_NOT_FOUND', { parameters: { jobId: parameters.jobId } });
  if (record.phase !== 'ended' && !record.cancelled) {
    // A request for tabs can be opened by nobody.
    const isOnTabs = record.tab !== undefined && record.deals.every(({ deal }) => deal?.policy === tabPolicy);
    const { gasUsed } = isOnTabs ? { gasUsed: 0n } : await cancelNonces(client, { nonces: [record.request.nonce] });
    await store.saveJob({ ...record, cancelled: true, gasUsed: record.gasUsed + gasUsed });
  }
  return watchJob(context, { ...parameters, rerunsRefuted: false }, options);
}
