import { tabPolicy } from '@suanli/protocol';
import type { JobRecord } from '../JobRecord.ts';
import type { JobResult } from '../JobResult.ts';
import type { JobStore } from '../JobStore.ts';
import type { JobContext, JobPatience, RunJobOptions } from '../runJob.ts';
import { JobConductor } from './JobConductor.ts';
import { QuorumConductor } from './QuorumConductor.ts';
import { TabConductor } from './tabs/TabConductor.ts';

/** Carries a job on from its record, in the way that it is verified and paid. */
export async function conductJob(
  context: Omit<JobContext, 'store'> & { readonly store: JobStore },
  record: JobRecord,
  patience: JobPatience,
  options: RunJobOptions,
): Promise<JobResult> {
  if (record.quorum) return new QuorumConductor(context, record, patience, options).run();
  if (!isOnTabs(record)) return new JobConductor(context, record, patience, options).run();
  const result = await new TabConductor(context, record, patience, options).run();
  if (result) return result;
  // Tabs do not serve it, and it may be paid by escrow as well.
  const left = (await context.store.loadJob(record.jobId)) ?? record;
  return new JobConductor(context, left, patience, options).run();
}

/** Whether a job is to be served on tabs, as far as it has got. */
function isOnTabs({ payment, template, audit, deals }: JobRecord): boolean {
  if (!payment || payment.method === 'escrow') return false;
  if (template.verification !== 'accept' || audit) return false;
  // Once it has gone over to deals on chain, it stays there.
  return deals.every(({ deal }) => deal?.policy === tabPolicy);
}
