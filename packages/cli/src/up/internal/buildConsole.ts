import { spawn } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SuanliError } from '@suanli/protocol';

/** The root of the checkout that this file stands in. */
const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const app = join(root, 'apps/console');
/** What the built console depends on. */
const sources = [
  'package-lock.json',
  'apps/console/{index.html,vite.config.ts,package.json}',
  'apps/console/{src,public}/**/*',
  'packages/{protocol,machine,network,sdk,workloads}/src/**/*.ts',
];

/**
 * Builds the web console where it is not built yet, or older than its sources.
 *
 * @param onBuild called when there is something to wait for
 * @returns the folder of the built console
 * @throws SuanliError `CLI_CHECKOUT_MISSING`, `CLI_CONSOLE_BUILD_FAILED`
 */
export async function buildConsole(options: { onBuild?: () => void; signal?: AbortSignal } = {}): Promise<string> {
  const folder = join(app, 'dist');
  const built = statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (!existsSync(join(app, 'vite.config.ts'))) {
    throw new SuanliError('CLI_CHECKOUT_MISSING', { parameters: { script: 'apps/console' } });
  }
  const newest = Math.max(...globSync(sources, { cwd: root }).map((file) => statSync(join(root, file)).mtimeMs));
  if (built > newest) return folder;
  options.onBuild?.();
  const vite = fileURLToPath(new URL('../../bin/vite.js', import.meta.resolve('vite')));
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: app,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production' },
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (status) => resolve(status ?? 1));
  });
  options.signal?.throwIfAborted();
  if (code !== 0) throw new SuanliError('CLI_CONSOLE_BUILD_FAILED');
  return folder;
}
