import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SuanliError } from '@suanli/protocol';
import type { CommandContext } from './CommandContext.ts';

/**
 * The text of a file named on the command line; `-` reads standard input.
 *
 * @throws SuanliError `CLI_FILE_UNREADABLE`
 */
export function readTextFile({ cwd }: Pick<CommandContext, 'cwd'>, file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : resolve(cwd, file), 'utf8');
  } catch (cause) {
    throw new SuanliError('CLI_FILE_UNREADABLE', { parameters: { file }, cause });
  }
}
