import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { trapKinds } from '../src/index.ts';
import { hostFunction, metered } from './metered.ts';
import { exhaust, recursions } from './stack/recursions.ts';
import { wat } from './wat.ts';

describe('stack guard', () => {
  // Many runs, so that the engine's second compiler has its frames tried, too.
  it.each(Object.keys(recursions))('trips before the engine: %s', (name) => {
    const bytes = recursions[name] ?? new Uint8Array();
    const { raw, metered: guarded } = exhaust(bytes, 60);
    expect(raw).toEqual(['RangeError']);
    expect(guarded).toEqual([`trap ${trapKinds.stackExhausted}`]);
  });

  it('trips before the engine in a worker', async () => {
    const worker = new Worker(new URL('./stack/exhaustWorker.ts', import.meta.url));
    const [ends] = (await once(worker, 'message')) as [Record<string, string[]>];
    await worker.terminate();
    expect(ends).toEqual(
      Object.fromEntries(Object.keys(recursions).map((name) => [name, [`trap ${trapKinds.stackExhausted}`]])),
    );
  });

  const depth = wat(`(module
    (func $down (export "down") (param i32) (result i32)
      (if (result i32) (i32.eqz (local.get 0))
        (then (i32.const 0))
        (else (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1))))))))`);

  it('trips at the same depth on every run and at every tier', () => {
    const { call } = metered(depth);
    const reaches = (levels: number): boolean => call('down', 1n << 40n, levels).error === undefined;
    let low = 0;
    let high = 100_000;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (reaches(middle)) low = middle;
      else high = middle;
    }
    expect(low).toBeGreaterThan(3000);
    for (let run = 0; run < 300; run++) {
      expect(reaches(low)).toBe(true);
      expect(call('down', 1n << 40n, low + 1).trap).toBe(trapKinds.stackExhausted);
    }
  });

  it('goes deeper where the host allows more', () => {
    const shallow = metered(depth, { maxStackCost: 1000 });
    const deep = metered(depth, { maxStackCost: 4000 });
    expect(shallow.call('down', 1n << 40n, 100).trap).toBe(trapKinds.stackExhausted);
    expect(deep.call('down', 1n << 40n, 100).result).toBe(100);
  });

  it('counts what lies below a host function that calls back', () => {
    const bytes = wat(`(module
      (import "env" "again" (func $again))
      (func (export "run") (call $again)))`);
    let run: (() => void) | undefined;
    const guest = metered(
      bytes,
      { allowedImports: [hostFunction('again', [], [])] },
      { env: { again: () => run?.() } },
    );
    run = guest.exports.run as () => void;
    for (let repeat = 0; repeat < 30; repeat++) {
      const { error, trap } = guest.call('run', 1n << 40n);
      expect(error).toBe('RuntimeError: unreachable');
      expect(trap).toBe(trapKinds.stackExhausted);
    }
  });

  it('has all its stack again after a call that ended', () => {
    const bytes = wat(`(module
      (import "env" "host" (func $host))
      (func $down (export "down") (param i32)
        (if (local.get 0) (then (call $down (i32.sub (local.get 0) (i32.const 1))))
          (else (call $host)))))`);
    const guest = metered(bytes, { allowedImports: [hostFunction('host', [], [])] }, { env: { host: () => {} } });
    const down = guest.exports.down as (levels: number) => void;
    expect(guest.call('down', 1n << 40n, 2000).error).toBeUndefined();
    for (let repeat = 0; repeat < 20; repeat++) expect(() => down(2000)).not.toThrow();
  });
});
