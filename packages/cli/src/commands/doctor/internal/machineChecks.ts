import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandContext } from '../../../context/CommandContext.ts';
import type { Check } from '../Check.ts';

const root = fileURLToPath(new URL('../../../../../../', import.meta.url));
const leastMajor = 24;

/** Runs a program to its end; rejects where it cannot be started or takes longer than 20 s. */
function runProgram(
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 20_000,
      env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1' },
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out: out.trim() }));
  });
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

/** Node itself. */
export function checkNode({ text }: CommandContext): Check {
  const major = Number(process.versions.node.split('.')[0]);
  const detail = `${process.versions.node}, ${process.platform}-${process.arch}`;
  return major >= leastMajor
    ? { id: 'node', state: 'ok', detail }
    : { id: 'node', state: 'missing', detail, next: text.doctor.next.node };
}

/** Every npm package that a workspace names, in the version it names. */
export function checkDependencies({ text }: CommandContext): Check {
  const manifests = existsSync(join(root, 'packages'))
    ? globSync(['package.json', 'packages/*/package.json'], { cwd: root }).map((file) => join(root, file))
    : [fileURLToPath(new URL('../../../../package.json', import.meta.url))];
  const wrong: string[] = [];
  let count = 0;
  for (const manifest of manifests) {
    const { dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const [name, wanted] of Object.entries(dependencies)) {
      count++;
      const places = createRequire(manifest).resolve.paths(name) ?? [];
      const found = places.map((place) => join(place, name, 'package.json')).find((file) => existsSync(file));
      const version =
        found === undefined ? undefined : (JSON.parse(readFileSync(found, 'utf8')) as { version: string }).version;
      if (version === undefined || (/^\d/.test(wanted) && version !== wanted)) wrong.push(`${name}@${wanted}`);
    }
  }
  return wrong.length === 0
    ? { id: 'dependencies', state: 'ok', detail: text.doctor.packages(count) }
    : {
        id: 'dependencies',
        state: 'missing',
        detail: wrong.slice(0, 5).join(', '),
        next: text.doctor.next.dependencies,
      };
}

/** A child process under Node's permission model must run, and must not read files: tasks are run in such processes. */
export async function checkSandbox({ text }: CommandContext): Promise<Check> {
  const script =
    "try { require('fs').readFileSync(process.execPath); console.log('open'); } catch (e) { console.log(e.code); }";
  try {
    const { out } = await runProgram(process.execPath, [
      '--permission',
      '--disable-warning=ExperimentalWarning',
      '--eval',
      script,
    ]);
    if (out.includes('ERR_ACCESS_DENIED')) return { id: 'sandbox', state: 'ok', detail: text.doctor.sandboxWorks };
    return { id: 'sandbox', state: 'missing', detail: out.slice(0, 200), next: text.doctor.next.sandbox };
  } catch (error) {
    return { id: 'sandbox', state: 'missing', detail: wordsOf(error), next: text.doctor.next.sandbox };
  }
}

/** The program of the embedded chain; only demonstrations and tests need it. */
export async function checkEmbeddedChain({ text }: CommandContext): Promise<Check> {
  const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const name = process.platform === 'win32' ? 'anvil.exe' : 'anvil';
  try {
    const node = createRequire(import.meta.url).resolve('@suanli/node');
    const anvil = createRequire(node).resolve('@foundry-rs/anvil/package.json');
    const binary = createRequire(anvil).resolve(`@foundry-rs/anvil-${platform}/bin/${name}`);
    const { code, out } = await runProgram(binary, ['--version']);
    if (code === 0) return { id: 'embeddedChain', state: 'ok', detail: out.split('\n', 1)[0] ?? '' };
    return { id: 'embeddedChain', state: 'warn', detail: out.slice(0, 200), next: text.doctor.next.embeddedChain };
  } catch (error) {
    return { id: 'embeddedChain', state: 'warn', detail: wordsOf(error), next: text.doctor.next.embeddedChain };
  }
}

/** A TCP port on all interfaces, as a provider listens. */
export function checkPorts({ text }: CommandContext): Promise<Check> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) =>
      resolve({ id: 'ports', state: 'missing', detail: wordsOf(error), next: text.doctor.next.ports }),
    );
    server.listen(0, '0.0.0.0', () =>
      server.close(() => resolve({ id: 'ports', state: 'ok', detail: text.doctor.portBound })),
    );
  });
}

/** The data directory must take a file. */
export function checkDataDir({ text, config }: CommandContext): Check {
  const { dataDir } = config;
  const probe = join(dataDir, `.doctor-${process.pid}`);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    writeFileSync(probe, 'probe');
    return { id: 'dataDir', state: 'ok', detail: dataDir };
  } catch (error) {
    return { id: 'dataDir', state: 'missing', detail: wordsOf(error), next: text.doctor.next.dataDir };
  } finally {
    rmSync(probe, { force: true });
  }
}
