import { afterEach, expect, test } from 'vitest';
import { guestModule } from '../src/internal/guestModule.ts';
import { Instrumenter } from '../src/wasm/internal/Instrumenter.ts';

let instrumenter: Instrumenter | undefined;
afterEach(() => instrumenter?.stop());

function started(options: { timeoutMs?: number; heapMb?: number } = {}): Instrumenter {
  instrumenter = new Instrumenter({ timeoutMs: 30_000, heapMb: 256, ...options });
  instrumenter.start();
  return instrumenter;
}

/** A valid module with `_start` and two million `nop`s, 50,000 in each function. */
function hugeModule(): Uint8Array {
  const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);
  const section = (id: number, body: number[]) => [id, ...leb(body.length), ...body];
  const functions = 40;
  const body = [0, ...new Array<number>(50_000).fill(1), 0x0b];
  const name = [6, ...new TextEncoder().encode('_start'), 0, 0];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 0, 0]),
    ...section(3, [functions, ...new Array<number>(functions).fill(0)]),
    ...section(7, [1, ...name]),
    ...section(10, [functions, ...Array.from({ length: functions }, () => [...leb(body.length), ...body]).flat()]),
  ]);
}

test('gives the same bytes each time, and coded errors as they are', { timeout: 30_000 }, async () => {
  const thread = started();
  const [first, unknown, second] = await Promise.allSettled([
    thread.instrument(guestModule('hello'), 16),
    thread.instrument(guestModule('unknownImport'), 16),
    thread.instrument(guestModule('hello'), 16),
  ]);
  if (first.status !== 'fulfilled' || second.status !== 'fulfilled') throw new Error('refused');
  expect(WebAssembly.validate(first.value.bytes as Uint8Array<ArrayBuffer>)).toBe(true);
  expect(second.value).toEqual(first.value);
  expect(unknown).toMatchObject({
    reason: { code: 'MACHINE_UNKNOWN_IMPORT', parameters: { module: 'wasi_snapshot_preview1', name: 'sock_open' } },
  });
});

test('a module that takes too much memory fails alone', { timeout: 30_000 }, async () => {
  const thread = started({ heapMb: 40 });
  const huge = thread.instrument(hugeModule(), 16);
  const after = thread.instrument(guestModule('hello'), 16);
  await expect(huge).rejects.toMatchObject({ code: 'EXECUTOR_MODULE_REFUSED' });
  expect((await after).bytes.length).toBeGreaterThan(100);
});

test('a module that takes too long is given up, and the next is not', { timeout: 30_000 }, async () => {
  const module = hugeModule();
  const impatient = started({ timeoutMs: 1 });
  await expect(impatient.instrument(module, 16)).rejects.toMatchObject({ code: 'EXECUTOR_MODULE_REFUSED' });
  await impatient.stop();
  const patient = started();
  expect((await patient.instrument(module, 16)).bytes.length).toBeGreaterThan(1000);
});

test('stopping rejects what is under way', { timeout: 30_000 }, async () => {
  const thread = started();
  const rejected = expect(thread.instrument(hugeModule(), 16)).rejects.toMatchObject({ code: 'EXECUTOR_STOPPED' });
  await thread.stop();
  await rejected;
  await expect(thread.instrument(guestModule('hello'), 16)).rejects.toMatchObject({ code: 'EXECUTOR_STOPPED' });
});
