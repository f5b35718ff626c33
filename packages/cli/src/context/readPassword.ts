import { readFileSync } from 'node:fs';
import { SuanliError } from '@suanli/protocol';
import type { CommandContext } from './CommandContext.ts';
import { promptHidden } from './internal/promptHidden.ts';

export interface ReadPasswordOptions {
  /** True asks twice on a terminal: for a password that is being set. */
  readonly confirm?: boolean;
}

/**
 * The wallet's password: the first line of `--password-file`, else SUANLI_PASSWORD, else of the configured password file,
 * else a hidden prompt where there is a terminal.
 *
 * @throws SuanliError `CLI_FILE_UNREADABLE`, `NODE_PASSWORD_MISSING`, `CLI_PASSWORD_MISMATCH`, `CLI_PASSWORD_PROMPT_ENDED`
 */
export async function readPassword(context: CommandContext, options: ReadPasswordOptions = {}): Promise<string> {
  const { config, env, text } = context;
  const fromVariable = env.SUANLI_PASSWORD;
  const preferFile = config.given.has('passwordFile') || !fromVariable;
  if (config.passwordFile !== undefined && preferFile) {
    let content: string;
    try {
      content = readFileSync(config.passwordFile, 'utf8');
    } catch (cause) {
      throw new SuanliError('CLI_FILE_UNREADABLE', { parameters: { file: config.passwordFile }, cause });
    }
    const password = content.split(/\r?\n/, 1)[0] ?? '';
    if (password === '') throw new SuanliError('NODE_PASSWORD_MISSING');
    return password;
  }
  if (fromVariable) return fromVariable;
  if (!process.stdin.isTTY || process.stderr.isTTY !== true) throw new SuanliError('NODE_PASSWORD_MISSING');
  const { newPassword, password: asked, repeatPassword } = text.wallet;
  const [password = '', repeated] = await promptHidden(
    options.confirm === true ? [newPassword, repeatPassword] : [asked],
  );
  if (options.confirm === true && repeated !== password) throw new SuanliError('CLI_PASSWORD_MISMATCH');
  return password;
}
