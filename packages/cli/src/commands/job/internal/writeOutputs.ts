import { fetchOutput } from '@suanli/sdk';
import type { Hex } from 'viem';
import type { SqliteJobStore } from '../../../store/SqliteJobStore.ts';
import { type WrittenTask, writeTaskOutput } from './writeTaskOutput.ts';

/**
 * Writes stored outputs of tasks below a folder, one folder each.
 *
 * @throws SuanliError `JOB_OUTPUT_MISSING`, `OUTPUT_MALFORMED`, and what {@link writeTaskOutput} throws
 */
export async function writeOutputs(
  store: SqliteJobStore,
  parameters: {
    readonly jobId: Hex;
    readonly tasks: number;
    readonly indexes: readonly number[];
    readonly folder: string;
  },
): Promise<WrittenTask[]> {
  const { jobId, tasks, indexes, folder } = parameters;
  const written: WrittenTask[] = [];
  for (const index of indexes) {
    const output = await fetchOutput(store, { jobId, taskIndex: index });
    written.push(writeTaskOutput({ index, tasks, folder, output }));
  }
  return written;
}
