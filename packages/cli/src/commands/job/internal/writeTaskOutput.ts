import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SuanliError, type TaskOutput } from '@suanli/protocol';

/** What was written of one task. */
export interface WrittenTask {
  readonly index: number;
  readonly exitCode: number;
  readonly folder: string;
  /** Paths below the folder. */
  readonly files: readonly string[];
}

/** A path below `/out` as a provider names it: relative, and within its folder on every system. */
function isSafe(path: string): boolean {
  return (
    path.length <= 1_024 &&
    !/[\0\\:]/.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[. ]$/.test(part))
  );
}

/**
 * Writes the output of a task below a folder: `task-3/stdout`, `task-3/stderr`, and its files under `task-3/out/`.
 *
 * @param parameters.tasks how many the job has, for the width of the number
 * @throws SuanliError `CLI_OUTPUT_PATH_UNSAFE`, `CLI_FILE_UNWRITABLE`
 */
export function writeTaskOutput(parameters: {
  readonly index: number;
  readonly tasks: number;
  readonly folder: string;
  readonly output: TaskOutput;
}): WrittenTask {
  const { index, tasks, folder, output } = parameters;
  const digits = String(Math.max(0, tasks - 1)).length;
  const taskFolder = join(folder, `task-${String(index).padStart(digits, '0')}`);
  const entries: [string, Uint8Array][] = [
    ['stdout', output.stdout],
    ['stderr', output.stderr],
  ];
  for (const [path, content] of Object.entries(output.files)) {
    if (!isSafe(path)) {
      throw new SuanliError('CLI_OUTPUT_PATH_UNSAFE', { parameters: { taskIndex: index, path: JSON.stringify(path) } });
    }
    entries.push([`out/${path}`, content]);
  }
  for (const [path, content] of entries) {
    const file = join(taskFolder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    } catch (cause) {
      throw new SuanliError('CLI_FILE_UNWRITABLE', { parameters: { file }, cause });
    }
  }
  return { index, exitCode: output.exitCode, folder: taskFolder, files: entries.map(([path]) => path) };
}
