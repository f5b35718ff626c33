import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { callByBits } from '../conformance/wast/callByBits.ts';
import { injectedExports, instrument, trapKinds } from '../src/index.ts';
import { naiveInstrument, oracleExports } from './oracle/naiveInstrument.ts';
import { Random } from './oracle/random.ts';
import { randomModule } from './oracle/randomModule.ts';

type Exports = Record<string, WebAssembly.ExportValue>;

function load(bytes: Uint8Array): Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)).exports;
}

function global(exports: Exports, name: string): WebAssembly.Global {
  return exports[name] as WebAssembly.Global;
}

function memoryOf(exports: Exports): Buffer {
  return Buffer.from((exports.memory as WebAssembly.Memory).buffer);
}

describe('instrumentation against the naive oracle', () => {
  const tally = { values: 0, traps: 0, outOfWork: 0, stack: 0 };

  it.each(Array.from({ length: 16 }, (_, batch) => batch))('random modules, batch %i', (batch) => {
    const limit = 20_000n;
    for (let seed = batch * 40; seed < batch * 40 + 40; seed++) {
      const { bytes, types } = randomModule(seed);
      expect(WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>), `seed ${seed}`).toBe(true);
      const metered = load(instrument(bytes, { maxStackCost: 20_000 }).bytes);
      const naive = load(naiveInstrument(bytes));
      const random = new Random(seed ^ 0x5eed);
      for (const [index, type] of types.entries()) {
        const args = type.params.map((param) =>
          BigInt.asUintN(
            param === 'i32' || param === 'f32' ? 32 : 64,
            random.chance(30) ? 0x7ff4_0000_7fa0_0001n : (BigInt(random.u32()) << 32n) | BigInt(random.below(1000)),
          ),
        );
        const name = `f${index}`;
        const at = `seed ${seed}, ${name}`;
        global(metered, injectedExports.workLeft).value = limit;
        global(metered, injectedExports.stackLeft).value = 20_000;
        global(naive, oracleExports.count).value = 0n;
        global(naive, oracleExports.limit).value = limit;
        let expected: bigint[] | string;
        try {
          expected = callByBits(naive[name], type, args);
        } catch (error) {
          expected = (error as Error).message;
        }
        let actual: bigint[] | string;
        try {
          actual = callByBits(metered[name], type, args);
        } catch (error) {
          actual = (error as Error).message;
        }
        const kind: unknown = global(metered, injectedExports.trap).value;
        const work = limit - (global(metered, injectedExports.workLeft).value as bigint);
        const count = global(naive, oracleExports.count).value as bigint;
        if (kind === trapKinds.stackExhausted) {
          // The oracle has no guard; its memory went on, so this module ends here.
          tally.stack++;
          break;
        }
        if (typeof actual === 'string' && kind === trapKinds.none) {
          // A trap before the limit: the same one, unless the oracle had counted further within the last piece.
          if (expected !== 'unreachable' || count <= limit) expect(actual, at).toEqual(expected);
          tally.traps++;
        } else if (kind === trapKinds.outOfWork) {
          expect(typeof expected, at).toBe('string');
          expect(work, at).toBe(limit);
          tally.outOfWork++;
          break;
        } else {
          expect(actual, at).toEqual(expected);
          expect(work, at).toBe(count);
          expect(memoryOf(metered).equals(memoryOf(naive)), at).toBe(true);
          tally.values++;
        }
      }
    }
  });

  it('has met every kind of end often', () => {
    expect(tally.values).toBeGreaterThan(500);
    expect(tally.traps).toBeGreaterThan(50);
    expect(tally.outOfWork).toBeGreaterThan(20);
    expect(tally.stack).toBeGreaterThan(3);
  });

  it.each(['matmul', 'sha256', 'sort', 'mandelbrot', 'nbody', 'lz', 'json', 'regex', 'pathtracer'])(
    'work of %s is the number of its instructions',
    (name) => {
      const path = fileURLToPath(new URL(`../../../bench/overhead/build/${name}.wasm`, import.meta.url));
      const bytes = new Uint8Array(readFileSync(path));
      const metered = load(instrument(bytes).bytes);
      const naive = load(naiveInstrument(bytes));
      const limit = 1n << 60n;
      global(metered, injectedExports.workLeft).value = limit;
      global(naive, oracleExports.limit).value = limit;
      const run = (exports: Exports): unknown => (exports.run as (rounds: number) => unknown)(1);
      expect(run(metered)).toBe(run(naive));
      expect(limit - (global(metered, injectedExports.workLeft).value as bigint)).toBe(
        global(naive, oracleExports.count).value,
      );
    },
  );
});
