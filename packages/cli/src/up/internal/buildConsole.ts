import { spawn } from 'node:child_process';
import { existsSync, globSync, renameSync, rmSync, statSync } from 'node:fs';
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
  const builtAt = () => statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (!existsSync(join(app, 'vite.config.ts'))) {
    throw new SuanliError('CLI_CHECKOUT_MISSING', { parameters: { script: 'apps/console' } });
  }
  const newest = Math.max(...globSync(sources, { cwd: root }).map((file) => statSync(join(root, file)).mtimeMs));
  if (builtAt() > newest) return folder;
  options.onBuild?.();
  const vite = fileURLToPath(new URL('../../bin/vite.js', import.meta.resolve('vite')));
  // Built aside and put in place at once: another process may be building the same, or serving what is there.
  const scratch = join(app, `.build-${process.pid}`);
  const aside = join(scratch, 'dist');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', aside, '--emptyOutDir'], {
    cwd: app,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production' },
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (status) => resolve(status ?? 1));
  });
  try {
    options.signal?.throwIfAborted();
    if (code !== 0) throw new SuanliError('CLI_CONSOLE_BUILD_FAILED');
    if (builtAt() <= newest) {
      if (existsSync(folder)) renameSync(folder, join(scratch, 'before'));
      renameSync(aside, folder);
    }
    return folder;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
