import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SuanliError } from '@suanli/protocol';
import { fetchOutput } from '@suanli/sdk';
import type { Hex } from 'viem';
import type { SqliteJobStore } from '../../../store/SqliteJobStore.ts';

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
 * Writes outputs of tasks below a folder: `task-3/stdout`, `task-3/stderr`, and its files under `task-3/out/`.
 *
 * @throws SuanliError `CLI_OUTPUT_PATH_UNSAFE`, `CLI_FILE_UNWRITABLE`, `JOB_OUTPUT_MISSING`, `OUTPUT_MALFORMED`
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
  const digits = String(Math.max(0, tasks - 1)).length;
  const written: WrittenTask[] = [];
  for (const index of indexes) {
    const output = await fetchOutput(store, { jobId, taskIndex: index });
    const taskFolder = join(folder, `task-${String(index).padStart(digits, '0')}`);
    const entries: [string, Uint8Array][] = [
      ['stdout', output.stdout],
      ['stderr', output.stderr],
    ];
    for (const [path, content] of Object.entries(output.files)) {
      if (!isSafe(path)) {
        throw new SuanliError('CLI_OUTPUT_PATH_UNSAFE', {
          parameters: { taskIndex: index, path: JSON.stringify(path) },
        });
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
    written.push({ index, exitCode: output.exitCode, folder: taskFolder, files: entries.map(([path]) => path) });
  }
  return written;
}
