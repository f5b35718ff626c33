// Installs what some tests need beside npm, where it is missing and this is root on Debian: chromium and postgresql.
// `node scripts/installTestPrograms.ts` does the same by hand. Where it cannot, it says why; tests that need them are skipped.
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';

/** All commands together; a mirror that does not answer must not hold up the tests. */
const limitMs = 150_000;

const programs = [
  {
    name: 'chromium',
    isThere: () => existsSync('/usr/bin/chromium'),
    // Chromium draws WebGPU by software through the loader of Vulkan.
    packages: ['chromium', 'libvulkan1'],
    needs: 'the tests of the console in a browser',
  },
  {
    name: 'postgresql',
    isThere: () => globSync('/usr/lib/postgresql/*/bin/initdb').length > 0,
    packages: ['postgresql'],
    needs: 'the tests of the indexer on PostgreSQL',
  },
] as const;

/** What an installation came to. */
export interface InstalledTestPrograms {
  readonly installed: readonly string[];
  /** What is missing still; the tests that need it are skipped. */
  readonly missing: readonly string[];
}

/** Installs the programs that tests need and that are missing. Never throws: a mirror that is down is no failed test. */
export async function installTestPrograms(): Promise<InstalledTestPrograms> {
  const wanted = programs.filter(({ isThere }) => !isThere());
  if (wanted.length === 0) return { installed: [], missing: [] };
  const why =
    process.getuid?.() !== 0
      ? 'this is not root'
      : !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')
        ? 'this is no Debian'
        : undefined;
  let failure = why;
  if (why === undefined) {
    console.log(
      `installing ${wanted.map(({ name }) => name).join(' and ')} with apt-get, for the tests that need them`,
    );
    keepServerFromStarting();
    const signal = AbortSignal.timeout(limitMs);
    const packages = wanted.flatMap((program) => program.packages);
    failure =
      (await aptGet(['update'], signal)) ??
      (await aptGet(
        ['install', '-y', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', ...packages],
        signal,
      ));
  }
  const missing = wanted.filter(({ isThere }) => !isThere());
  for (const { name, needs, packages } of missing) {
    console.log(`${name} is missing (${failure ?? 'it was not where it belongs'}): ${needs} are skipped.`);
    console.log(`  apt-get install --no-install-recommends ${packages.join(' ')}`);
  }
  return {
    installed: wanted.filter((program) => !missing.includes(program)).map(({ name }) => name),
    missing: missing.map(({ name }) => name),
  };
}

/** The tests start servers of their own; the package would make a database and run one. */
function keepServerFromStarting(): void {
  const file = '/etc/postgresql-common/createcluster.conf';
  if (existsSync(file)) return;
  mkdirSync('/etc/postgresql-common', { recursive: true });
  writeFileSync(file, 'create_main_cluster = false\n');
}

/** Runs apt-get, quietly unless it fails. Resolves to why it failed, where it did. */
function aptGet(words: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn('/usr/bin/apt-get', ['-q', ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', UCF_FORCE_CONFFOLD: '1', LC_ALL: 'C.UTF-8' },
      // Of its own group, so that what it has started ends with it.
      detached: true,
    });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const stop = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      } catch {
        // It has ended meanwhile.
      }
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const end = (why: string | undefined) => {
      signal.removeEventListener('abort', stop);
      if (why !== undefined && output !== '') console.log(output.split('\n').slice(-15).join('\n'));
      resolve(why);
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code) => {
      if (signal.aborted) end(`apt-get took longer than ${limitMs / 1000} s`);
      else end(code === 0 ? undefined : `apt-get ${words[0]} failed`);
    });
  });
}

if (import.meta.main) await installTestPrograms();
