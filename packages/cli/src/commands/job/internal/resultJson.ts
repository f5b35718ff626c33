import { dealStatusName, taskStatusName } from '@suanli/protocol';
import type { JobResult } from '@suanli/sdk';
import { countTasks } from './countTasks.ts';

/** A job's result as `--json` prints it: names in place of numbers. */
export function resultJson(result: JobResult): Record<string, unknown> {
  return {
    jobId: result.jobId,
    state: result.state,
    taskCounts: Object.fromEntries(countTasks(result)),
    tasks: result.tasks.map(({ status, ...task }) => ({
      ...task,
      ...(status === undefined ? {} : { status: taskStatusName(status) }),
    })),
    deals: result.deals.map(({ status, ...deal }) => ({ ...deal, status: dealStatusName(status) })),
    work: result.work,
    paidWei: result.paidWei,
    gasUsed: result.gasUsed,
    bill: result.bill,
    openDeals: result.openDeals,
    disagreements: result.disagreements,
    mismatches: result.mismatches,
  };
}
