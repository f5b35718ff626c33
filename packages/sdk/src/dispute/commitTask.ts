import { commitInput } from '@suanli/machine';
import { encodeTaskInput, type JobTask } from '@suanli/protocol';
import { bytesToHex, type Hex } from 'viem';
import type { InputFiles } from './commitTemplate.ts';

/**
 * The commitment to a task's own input: its `input`, where its template is provable.
 *
 * @param files - All of the task's own `inputs`.
 */
export function commitTask(task: Pick<JobTask, 'args' | 'stdin'>, files: InputFiles): Hex {
  return bytesToHex(commitInput(encodeTaskInput(task, files)).commitment);
}
