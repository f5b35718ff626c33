import { type JobTask, SuanliError } from '@suanli/protocol';
import { commitTask } from './commitTask.ts';
import type { InputFiles } from './commitTemplate.ts';
import { isSameHash } from './internal/isSameHash.ts';

/**
 * Checks that a task of a provable job is what its hash commits to.
 *
 * @param files - All of the task's own `inputs`.
 * @throws SuanliError `JOB_INPUT_MISMATCH`
 */
export function requireProvableTask(
  task: Pick<JobTask, 'index' | 'args' | 'stdin' | 'input'>,
  files: InputFiles,
): void {
  if (!isSameHash(task.input, commitTask(task, files))) {
    throw new SuanliError('JOB_INPUT_MISMATCH', { parameters: { what: `Task ${task.index}` } });
  }
}
