import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SuanliError } from '@suanli/protocol';
import type { CommandContext } from './CommandContext.ts';

/**
 * Writes a file named on the command line, its folder included; returns its absolute path.
 *
 * @throws SuanliError `CLI_FILE_UNWRITABLE`
 */
export function writeTextFile({ cwd }: Pick<CommandContext, 'cwd'>, file: string, text: string): string {
  const path = resolve(cwd, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (cause) {
    throw new SuanliError('CLI_FILE_UNWRITABLE', { parameters: { file }, cause });
  }
  return path;
}
