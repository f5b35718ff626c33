import { TaskStatus } from '@suanli/protocol';
import type { JobResult } from '@suanli/sdk';

/** How a command about a job ends: 0 where it is completed, 2 where its program failed, 1 for everything else. */
export function exitCodeOf(result: JobResult): number {
  if (result.state === 'completed') return 0;
  const programFailed = result.tasks.some(
    ({ status, failure }) =>
      (status !== undefined && status !== TaskStatus.completed) ||
      (failure?.kind === 'user' && failure.code !== 'JOB_CANCELLED'),
  );
  return result.state === 'failed' && programFailed ? 2 : 1;
}
