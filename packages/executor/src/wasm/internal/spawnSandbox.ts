import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface SandboxProcessOptions {
  /** Run in a network namespace of its own, without devices; see {@link networkNamespaceWorks}. */
  readonly networkNamespace: boolean;
  /** Size of the guest's native stack. */
  readonly stackMb: number;
  /** JavaScript heap of the sandbox thread: modules, output and files of a task, not its linear memory. */
  readonly heapMb: number;
  /** What runs in the process; tests put hostile code here. Default the sandbox. */
  readonly entry?: URL;
}

const sandboxFolder = fileURLToPath(new URL('.', import.meta.url));
const defaultEntry = new URL('./child/main.ts', import.meta.url);
const unshare = ['/usr/bin/unshare', '/bin/unshare'].find((file) => existsSync(file));
const unshareArguments = ['--user', '--net', '--'];

/** Tells whether this host lets an ordinary user make network namespaces (Linux with `unshare` of util-linux). */
export function networkNamespaceWorks(): boolean {
  if (process.platform !== 'linux' || unshare === undefined) return false;
  const { status } = spawnSync(unshare, [...unshareArguments, '/bin/true'], {
    env: {},
    stdio: 'ignore',
    timeout: 5000,
  });
  return status === 0;
}

/**
 * Starts a sandbox process: Node with its permission model, able to read its own source files and nothing else; no environment, no
 * network, no child processes, addons or WASI of Node; a session of its own, so that signals to the host's terminal do not reach it.
 * Its pipes: 0 and 1 carry frames, 2 what Node says when it dies, 3 is held open as its lifeline.
 */
export function spawnSandbox(options: SandboxProcessOptions): ChildProcess {
  const entry = fileURLToPath(options.entry ?? defaultEntry);
  const readable = [path.join(sandboxFolder, '*'), ...(options.entry === undefined ? [] : [entry])];
  const nodeArguments = [
    '--permission',
    ...readable.map((file) => `--allow-fs-read=${file}`),
    '--allow-worker',
    '--no-warnings',
    '--disable-sigusr1',
    '--disallow-code-generation-from-strings',
    `--max-old-space-size=${options.heapMb}`,
    entry,
    String(options.stackMb),
    String(options.heapMb),
  ];
  const isolated = options.networkNamespace && unshare !== undefined;
  return spawn(
    isolated ? unshare : process.execPath,
    isolated ? [...unshareArguments, process.execPath, ...nodeArguments] : nodeArguments,
    {
      cwd: path.parse(process.execPath).root,
      env: {},
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      detached: true,
      windowsHide: true,
    },
  );
}
