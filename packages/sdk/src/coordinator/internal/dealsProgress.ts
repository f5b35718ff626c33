import { paymentWeiDown } from '@suanli/protocol';
import type { JobProgress } from '../JobProgress.ts';
import type { DealRunner } from './DealRunner.ts';

/** How the deals of a job stand, and what they come to. */
export function dealsProgress(runners: Iterable<DealRunner>): Pick<JobProgress, 'work' | 'costWei' | 'deals'> {
  const deals = [...runners].map((runner) => ({
    dealId: runner.dealId,
    provider: runner.deal.provider,
    state: runner.state,
    ...(runner.reason === undefined ? {} : { reason: runner.reason.code }),
    tasksDone: runner.leaves.size,
    tasksInFlight: runner.inFlight.size,
    work: runner.workDone,
    costWei: paymentWeiDown(runner.workDone, runner.deal.priceWeiPerGwu),
  }));
  return {
    work: deals.reduce((sum, { work }) => sum + work, 0n),
    costWei: deals.reduce((sum, { costWei }) => sum + costWei, 0n),
    deals,
  };
}
