import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

export interface TestPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** Where a PostgreSQL server's programs are, or why there is none to test with. */
export function findPostgres():
  | { readonly bin: string; readonly user: string | undefined }
  | { readonly missing: string } {
  const base = '/usr/lib/postgresql';
  const [version] = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  if (!version || !existsSync(join(base, version, 'bin', 'initdb')))
    return { missing: `no PostgreSQL server under ${base}, and no DATABASE_URL` };
  const bin = join(base, version, 'bin');
  if (process.getuid?.() !== 0) return { bin, user: undefined };
  // A server refuses to run as root.
  for (const user of ['postgres', 'nobody'])
    if (spawnSync('setpriv', ['--reuid', user, '--regid', 'nogroup', '--clear-groups', 'true']).status === 0)
      return { bin, user };
  return { missing: 'PostgreSQL does not run as root, and no other user can be taken' };
}

/** A server of its own, in a folder of its own, on a free port. */
export async function startPostgres({ bin, user }: { bin: string; user: string | undefined }): Promise<TestPostgres> {
  const dir = mkdtempSync(join(tmpdir(), 'suanli-postgres-'));
  const data = join(dir, 'data');
  const as = user ? ['setpriv', '--reuid', user, '--regid', 'nogroup', '--clear-groups'] : [];
  if (user) {
    execFileSync('chown', [`${user}:nogroup`, dir]);
    chmodSync(dir, 0o755);
  }
  const run = (program: string, ...args: string[]): [string, string[]] => {
    const [first = '', ...rest] = [...as, join(bin, program), ...args];
    return [first, rest];
  };
  execFileSync(...run('initdb', '-D', data, '-U', 'suanli', '-A', 'trust', '--no-sync', '--locale', 'C.UTF-8'), {
    stdio: 'pipe',
    cwd: dir,
  });
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: dir, fsync: 'off' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(...run('postgres', '-D', data, ...flags), { stdio: 'ignore', cwd: dir });
  const exited = once(server, 'exit');
  const isReady = () =>
    spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-d', 'postgres']).status === 0;
  await until(isReady, () => 'the PostgreSQL server answers');
  return {
    url: `postgres://suanli@127.0.0.1:${port}/postgres`,
    async stop() {
      server.kill('SIGINT');
      await exited;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
