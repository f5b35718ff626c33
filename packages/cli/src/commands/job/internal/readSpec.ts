import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type JobSpec, parseJobSpec, SuanliError } from '@suanli/protocol';

/** A specification, with the way to the files that it names. */
export interface ReadSpec {
  readonly spec: JobSpec;
  readonly readFile: (path: string) => Promise<Uint8Array>;
}

/**
 * Reads a job specification; the files it names are relative to it.
 *
 * @throws SuanliError `CLI_FILE_UNREADABLE`, `JOB_SPEC_SYNTAX`, `JOB_SPEC_INVALID`
 */
export function readSpec(cwd: string, name: string): ReadSpec {
  const file = resolve(cwd, name);
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SuanliError('CLI_FILE_UNREADABLE', { parameters: { file: name }, cause });
  }
  return { spec: parseJobSpec(source), readFile: async (path) => readFile(resolve(dirname(file), path)) };
}
