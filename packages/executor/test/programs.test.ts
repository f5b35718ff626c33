import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TaskStatus } from '@suanli/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { benchmarkExecutor } from '../src/benchmarkExecutor.ts';
import { createWasmExecutor } from '../src/wasm/index.ts';

const executor = createWasmExecutor({ slots: 1 });
beforeAll(() => executor.start(), 30_000);
afterAll(() => executor.stop());

const limits = { work: 1_000_000_000n, memoryPages: 256, outputBytes: 1 << 20, wallMs: 30_000 };
const seed = `0x${'c0'.repeat(32)}` as const;
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array | undefined) => new TextDecoder().decode(content);

test('a C program finds its files, directories, clocks and random numbers as wasi-libc promises', {
  timeout: 30_000,
}, async () => {
  const module = readFileSync(new URL('./guest/libc.wasm', import.meta.url));
  const { moduleHash } = await executor.prepare(module, { memoryPages: limits.memoryPages });
  const run = {
    moduleHash,
    args: ['one', 'two words'],
    env: { NAME: 'value with spaces' },
    stdin: bytes('first line\nsecond'),
    inputs: { 'folder/numbers.txt': bytes('12 345') },
    limits,
    seed,
  };
  const outcome = await executor.execute(run);
  expect(text(outcome.output.stderr)).toBe('to stderr\n');
  expect(outcome.status).toBe(TaskStatus.completed);
  expect(text(outcome.output.stdout)).toMatch(/^\d{4} checks\n$/);
  expect(Object.keys(outcome.output.files)).toEqual(['b.txt']);
  expect(text(outcome.output.files['b.txt'])).toBe('Axy\0\0!12345\0');
  expect(await executor.execute(run)).toEqual(outcome);
});

test('the benchmark tells a plausible speed', { timeout: 30_000 }, async () => {
  const { workPerSecond } = await benchmarkExecutor(executor);
  expect(workPerSecond).toBeGreaterThan(1e7);
  expect(workPerSecond).toBeLessThan(1e11);
});

test('the guests are those of their sources', () => {
  const script = new URL('../guest/build.ts', import.meta.url);
  expect(existsSync(script)).toBe(true);
  execFileSync(process.execPath, [fileURLToPath(script), '--check']);
});
