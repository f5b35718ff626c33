import { decodeOutput, SuanliError, type TaskOutput } from '@suanli/protocol';
import type { Hex } from 'viem';
import { refutedTasks } from './internal/refutedTasks.ts';
import type { JobStore } from './JobStore.ts';

export interface FetchOutputParameters {
  readonly jobId: Hex;
  readonly taskIndex: number;
}

/**
 * A task's output as it was received and checked.
 *
 * @throws SuanliError `JOB_OUTPUT_MISSING` where the task has none (yet), `JOB_RESULT_REFUTED` where it was found wrong on chain
 */
export async function fetchOutput(store: JobStore, parameters: FetchOutputParameters): Promise<TaskOutput> {
  const { jobId, taskIndex } = parameters;
  const output = await store.loadOutput(jobId, taskIndex);
  if (!output) throw new SuanliError('JOB_OUTPUT_MISSING', { parameters: { jobId, taskIndex } });
  const record = await store.loadJob(jobId);
  if (record && (await refutedTasks(store, record)).has(taskIndex)) throw new SuanliError('JOB_RESULT_REFUTED');
  return decodeOutput(output);
}
