import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SuanliError } from '@suanli/protocol';
import type { CommandContext } from '../../context/CommandContext.ts';

/** The root of the checkout that this file stands in. */
const root = fileURLToPath(new URL('../../../../../', import.meta.url));

/**
 * Runs a script of the checkout with the words that follow a verb, and ends as it ends.
 *
 * @returns its exit code
 * @throws SuanliError `CLI_CHECKOUT_MISSING`
 */
export function runScript(context: CommandContext, verb: string, script: string): Promise<number> {
  if (!existsSync(join(root, script))) throw new SuanliError('CLI_CHECKOUT_MISSING', { parameters: { script } });
  const words = context.argv.slice(context.argv.indexOf(verb) + 1);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...words], {
    cwd: root,
    stdio: 'inherit',
  });
  // A terminal's Ctrl-C reaches the child by itself; what is sent to this process alone is passed on.
  const { signal } = context;
  const onAbort = () => child.kill('SIGTERM');
  signal.addEventListener('abort', onAbort, { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, ending) => {
      signal.removeEventListener('abort', onAbort);
      resolve(code ?? (ending === 'SIGINT' ? 130 : 143));
    });
  });
}
