import type { JobTask } from '../task/JobTemplate.ts';
import { encodeInputRecords, type InputContent } from './encodeInputRecords.ts';
import { joinParts } from './internal/joinParts.ts';

/**
 * The input that a task has for itself, as the machine reads it; see "Input" of docs/machine.md.
 *
 * @param files content of every one of the task's own `inputs`, by path under `/in`
 */
export function encodeTaskInput(
  task: Pick<JobTask, 'args' | 'stdin'>,
  files: Readonly<Record<string, Uint8Array>>,
): Uint8Array {
  const { args, stdin } = task;
  const content: InputContent = {
    ...(args === undefined ? {} : { args, replacesArgs: true }),
    ...(stdin === undefined ? {} : { stdin }),
    files,
  };
  return joinParts(encodeInputRecords(content));
}
