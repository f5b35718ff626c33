import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TaskStatus } from '@suanli/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TaskRun } from '../src/Executor.ts';
import { guestModule } from '../src/internal/guestModule.ts';
import { createWasmExecutor } from '../src/wasm/index.ts';
import { networkNamespaceWorks, spawnSandbox } from '../src/wasm/internal/spawnSandbox.ts';
import { WasmExecutor } from '../src/wasm/internal/WasmExecutor.ts';

const limits = { work: 1_000_000n, memoryPages: 16, outputBytes: 1_000_000, wallMs: 20_000 };
const seed = `0x${'07'.repeat(32)}` as const;

async function runOf(executor: WasmExecutor, guest: Parameters<typeof guestModule>[0]): Promise<TaskRun> {
  const { moduleHash } = await executor.prepare(guestModule(guest), { memoryPages: limits.memoryPages });
  return { moduleHash, args: [], env: {}, stdin: new Uint8Array(0), inputs: {}, limits, seed };
}

function create(settings: ConstructorParameters<typeof WasmExecutor>[0] | object = {}): WasmExecutor {
  return new WasmExecutor({
    slots: 1,
    maxMemoryPages: 4096,
    maxOutputBytes: 1 << 24,
    maxModuleBytes: 1 << 20,
    maxPreparedModules: 8,
    maxLoadedModules: 2,
    startTimeoutMs: 30_000,
    loadTimeoutMs: 30_000,
    ...settings,
  });
}

describe('code that got into a sandbox process', () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.end();
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'suanli-'));
  const file = path.join(folder, 'secret.mjs');
  let port = 0;
  beforeAll(async () => {
    writeFileSync(file, 'export const secret = 1;');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  async function attempts(
    networkNamespace: boolean,
    severed: boolean,
  ): Promise<{ worked: string[]; failed: string[] }> {
    const entry = new URL('./internal/hostileSandbox.ts', import.meta.url);
    const child = spawnSandbox({ networkNamespace, stackMb: 1, heapMb: 64, entry });
    child.stdin?.end(JSON.stringify({ file, port, severed }));
    let output = '';
    let errors = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    await new Promise((resolve) => child.once('close', resolve));
    if (output === '') throw new Error(errors);
    return JSON.parse(output) as { worked: string[]; failed: string[] };
  }

  test('reads no file, opens no socket, starts nothing, and sees no environment', { timeout: 30_000 }, async () => {
    const before = connections;
    const { worked, failed } = await attempts(false, true);
    expect(worked).toEqual([]);
    expect(failed.length).toBeGreaterThan(25);
    expect(connections).toBe(before);
    expect(existsSync(file)).toBe(true);
  });

  test('would reach the server otherwise: the test tests something', { timeout: 30_000 }, async () => {
    const { worked } = await attempts(false, false);
    expect(worked).toEqual(['net.connect', 'new net.Socket']);
  });

  test.skipIf(!networkNamespaceWorks())('has no network from the kernel either', { timeout: 30_000 }, async () => {
    const { worked, failed } = await attempts(true, false);
    expect(worked).toEqual([]);
    expect(failed).toEqual(['net.connect', 'new net.Socket']);
  });
});

describe('a sandbox that lies', () => {
  const executor = create({ entry: new URL('./internal/lyingSandbox.ts', import.meta.url) });
  beforeAll(() => executor.start(), 30_000);
  afterAll(() => executor.stop());
  for (const lie of [
    'garbage',
    'emptyFrame',
    'longFrame',
    'unknownKind',
    'readyAgain',
    'otherTask',
    'badStatus',
    'moreWork',
    'moreOutput',
    'moreOutputInFiles',
    'exitCodeOfCompleted',
    'exitedWithZero',
    'pathUp',
    'pathAbsolute',
    'pathLong',
    'pathProto',
    'fileTwice',
    'trailing',
    'cut',
    'hugeText',
    'manyFiles',
    'notUtf8',
    'exit',
    'abort',
  ]) {
    test(`is killed, and its task fails alone: ${lie}`, { timeout: 30_000 }, async () => {
      const run = await runOf(executor, 'noop');
      const lied = executor.execute({ ...run, args: [lie] });
      const after = executor.execute({ ...run, args: ['honest'] });
      await expect(lied).rejects.toMatchObject({ code: 'EXECUTOR_CRASHED', retryable: true });
      expect(await after).toMatchObject({ status: TaskStatus.completed, work: 1n });
    });
  }
});

describe('the sandbox process', () => {
  test('ends when its parent is killed, even in the middle of a task', { timeout: 30_000 }, async () => {
    const script = fileURLToPath(new URL('./internal/abandonedParent.ts', import.meta.url));
    const parent = spawn(process.execPath, ['--no-warnings', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
    });
    // An orphan that nobody has waited for yet is a zombie: dead enough.
    const isAlive = (): boolean => {
      try {
        process.kill(pid, 0);
      } catch {
        return false;
      }
      const stat = `/proc/${pid}/stat`;
      return !existsSync(stat) || !/\) Z/.test(readFileSync(stat, 'utf8'));
    };
    expect(isAlive()).toBe(true);
    parent.kill('SIGKILL');
    while (isAlive()) await delay(5);
  });

  test.skipIf(process.platform !== 'linux')(
    'stays small while a program floods its output',
    { timeout: 60_000 },
    async () => {
      const executor = create();
      await executor.start();
      try {
        const run = await runOf(executor, 'stdoutFlood');
        const [pid] = executor.pids;
        for (let round = 0; round < 5; round++) {
          const outcome = await executor.execute({ ...run, limits: { ...limits, work: 1n << 50n } });
          expect(outcome.status).toBe(TaskStatus.outputLimit);
          expect(outcome.output.stdout).toHaveLength(limits.outputBytes);
        }
        expect(executor.pids).toEqual([pid]);
        const peakKb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
        expect(peakKb).toBeGreaterThan(10_000);
        expect(peakKb).toBeLessThan(300_000);
      } finally {
        await executor.stop();
      }
    },
  );

  test('keeps few modules compiled, and takes the others again', { timeout: 30_000 }, async () => {
    const executor = create();
    await executor.start();
    try {
      const runs = await Promise.all(
        (['noop', 'hello', 'exitZero', 'traces'] as const).map((guest) => runOf(executor, guest)),
      );
      for (let round = 0; round < 3; round++) {
        for (const run of runs) expect((await executor.execute(run)).status).toBe(TaskStatus.completed);
      }
    } finally {
      await executor.stop();
    }
  });

  test('forgets the modules that were used least recently', { timeout: 30_000 }, async () => {
    const executor = create({ maxPreparedModules: 2 });
    await executor.start();
    try {
      const noop = await runOf(executor, 'noop');
      const hello = await runOf(executor, 'hello');
      await executor.execute(noop);
      await runOf(executor, 'exitZero');
      await expect(executor.execute(hello)).rejects.toMatchObject({
        code: 'EXECUTOR_MODULE_NOT_PREPARED',
        retryable: true,
      });
      expect((await executor.execute(noop)).status).toBe(TaskStatus.completed);
    } finally {
      await executor.stop();
    }
  });

  test('that cannot be started is told, and so are the tasks', { timeout: 30_000 }, async () => {
    const executor = create({ entry: new URL('./internal/noSuchFile.ts', import.meta.url) });
    await expect(executor.start()).rejects.toMatchObject({ code: 'EXECUTOR_START_FAILED' });
    await expect(runOf(executor, 'noop')).rejects.toMatchObject({ code: 'EXECUTOR_NOT_STARTED' });
  });

  test('is not waited for after the start was cancelled', { timeout: 30_000 }, async () => {
    const executor = create();
    const abort = new AbortController();
    const starting = executor.start({ signal: abort.signal });
    abort.abort();
    await expect(starting).rejects.toMatchObject({ code: 'EXECUTOR_CANCELLED' });
    expect(executor.pids).toEqual([]);
  });

  test('refuses modules and limits above its own', { timeout: 30_000 }, async () => {
    const executor = create();
    await executor.start();
    try {
      const large = executor.prepare(new Uint8Array((1 << 20) + 1), { memoryPages: 16 });
      await expect(large).rejects.toMatchObject({ code: 'EXECUTOR_MODULE_TOO_LARGE', retryable: false });
      const memory = executor.prepare(guestModule('noop'), { memoryPages: 4097 });
      await expect(memory).rejects.toMatchObject({
        code: 'EXECUTOR_LIMIT_INVALID',
        parameters: { limit: 'memoryPages' },
      });
      const run = await runOf(executor, 'noop');
      const output = executor.execute({ ...run, limits: { ...limits, outputBytes: (1 << 24) + 1 } });
      await expect(output).rejects.toMatchObject({
        code: 'EXECUTOR_LIMIT_INVALID',
        parameters: { limit: 'outputBytes' },
      });
    } finally {
      await executor.stop();
    }
  });
});

test('two slots run two tasks at a time', { timeout: 30_000 }, async () => {
  const executor = createWasmExecutor({ slots: 2 });
  if (!(executor instanceof WasmExecutor)) throw new TypeError('not a WasmExecutor');
  await executor.start();
  try {
    const endless = await runOf(executor, 'endless');
    const abort = new AbortController();
    const long = executor.execute(
      { ...endless, limits: { ...limits, work: 1n << 60n, wallMs: 1_000_000 } },
      { signal: abort.signal },
    );
    const noop = await runOf(executor, 'noop');
    // One slot is taken for good; these can only run in the other.
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => executor.execute(noop)));
    expect(outcomes.every(({ status }) => status === TaskStatus.completed)).toBe(true);
    abort.abort();
    await expect(long).rejects.toMatchObject({ code: 'EXECUTOR_CANCELLED' });
  } finally {
    await executor.stop();
  }
});
