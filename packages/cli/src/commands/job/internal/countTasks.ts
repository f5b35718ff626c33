import { taskStatusName } from '@suanli/protocol';
import type { JobResult } from '@suanli/sdk';

/** How many tasks ended in each way: names of statuses, and codes of failures for those without a receipt. */
export function countTasks(result: {
  readonly tasks: readonly Pick<JobResult['tasks'][number], 'status' | 'failure'>[];
}): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { status, failure } of result.tasks) {
    const name = status === undefined ? (failure?.code ?? 'missing') : taskStatusName(status);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
