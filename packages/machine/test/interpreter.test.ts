import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { callByBits } from '../conformance/wast/callByBits.ts';
import {
  createInterpreter,
  type FunctionType,
  type Interpreter,
  injectedExports,
  instrument,
  lowerModule,
} from '../src/index.ts';
import { Random } from './oracle/random.ts';
import { randomModule } from './oracle/randomModule.ts';
import { wat } from './wat.ts';

type Exports = Record<string, WebAssembly.ExportValue>;

const noInput = { template: new Uint8Array(0), task: new Uint8Array(0), seed: new Uint8Array(32) };
const stackLimit = 20_000;
const manySteps = 2 ** 40;

interface Outcome {
  /** Bits of the results; undefined after a trap. */
  readonly results: readonly bigint[] | undefined;
  readonly work: bigint;
  readonly cause: number;
  readonly memory: string | undefined;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The engine's side: the instrumented module in V8. */
function engine(
  bytes: Uint8Array,
): (name: string, type: FunctionType, args: readonly bigint[], limit: bigint) => Outcome {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>));
  const exports = instance.exports as Exports;
  const global = (name: string): WebAssembly.Global => exports[name] as WebAssembly.Global;
  return (name, type, args, limit) => {
    global(injectedExports.workLeft).value = limit;
    global(injectedExports.stackLeft).value = stackLimit;
    global(injectedExports.trap).value = 0;
    let results: readonly bigint[] | undefined;
    try {
      results = callByBits(exports[name], type, args);
    } catch (error) {
      expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
    }
    const memory = exports.memory as WebAssembly.Memory | undefined;
    return {
      results,
      work: limit - (global(injectedExports.workLeft).value as bigint),
      cause: Number(global(injectedExports.trap).value),
      memory: memory === undefined ? undefined : digest(new Uint8Array(memory.buffer)),
    };
  };
}

function onMachine(
  machine: Interpreter,
  name: string,
  type: FunctionType,
  args: readonly bigint[],
  limit: bigint,
): Outcome {
  machine.setGlobal(injectedExports.workLeft, limit);
  machine.setGlobal(injectedExports.stackLeft, BigInt(stackLimit));
  machine.setGlobal(injectedExports.trap, 0n);
  machine.begin(name, args);
  machine.run(manySteps);
  const { state } = machine;
  if (!machine.halted) expect(state.depth).toBe(type.results.length);
  return {
    results: machine.halted ? undefined : type.results.map((_, i) => state.operand(type.results.length - 1 - i)),
    work: limit - state.workLeft,
    cause: state.cause,
    memory: digest(state.memories[0].content),
  };
}

function bothRun(bytes: Uint8Array, options = { maxStackCost: stackLimit }) {
  const instrumented = instrument(bytes, options);
  const run = engine(instrumented.bytes);
  const machine = createInterpreter(lowerModule(instrumented.module, { exports: true }), noInput);
  return (name: string, type: FunctionType, args: readonly bigint[], limit: bigint) => {
    const expected = run(name, type, args, limit);
    const actual = onMachine(machine, name, type, args, limit);
    return { expected, actual: { ...actual, memory: expected.memory === undefined ? undefined : actual.memory } };
  };
}

const i32 = (count: number, results = 1): FunctionType => ({
  params: new Array(count).fill('i32'),
  results: new Array(results).fill('i32'),
});

describe('the interpreter against the engine', () => {
  const tally = { results: 0, traps: 0, outOfWork: 0, stack: 0 };

  it.each(Array.from({ length: 16 }, (_, batch) => batch))('random modules, batch %i', (batch) => {
    for (let seed = batch * 40; seed < batch * 40 + 40; seed++) {
      const { bytes, types } = randomModule(seed);
      const both = bothRun(bytes);
      const random = new Random(seed ^ 0x5eed);
      for (const [index, type] of types.entries()) {
        const args = type.params.map((param) =>
          BigInt.asUintN(
            param === 'i32' || param === 'f32' ? 32 : 64,
            random.chance(30) ? 0x7ff4_0000_7fa0_0001n : (BigInt(random.u32()) << 32n) | BigInt(random.below(1000)),
          ),
        );
        const { expected, actual } = both(`f${index}`, type, args, 20_000n);
        expect(actual, `seed ${seed}, f${index}`).toEqual(expected);
        if (expected.results !== undefined) tally.results++;
        else if (expected.cause === 1) tally.outOfWork++;
        else if (expected.cause === 2) tally.stack++;
        else tally.traps++;
      }
    }
  });

  it('has met every kind of end often', () => {
    expect(tally.results).toBeGreaterThan(500);
    expect(tally.traps).toBeGreaterThan(50);
    expect(tally.outOfWork).toBeGreaterThan(20);
    expect(tally.stack).toBeGreaterThan(3);
  });

  it.each(['sha256', 'sort', 'mandelbrot', 'nbody', 'lz', 'json', 'regex', 'pathtracer'])('%s', (name) => {
    const path = fileURLToPath(new URL(`../../../bench/overhead/build/${name}.wasm`, import.meta.url));
    const { expected, actual } = bothRun(new Uint8Array(readFileSync(path)), { maxStackCost: 65_536 })(
      'run',
      i32(1),
      [1n],
      1n << 40n,
    );
    expect(expected.results).toBeDefined();
    expect(actual.results).toEqual(expected.results);
    expect(actual.work).toBe(expected.work);
    expect(actual.memory).toBe(expected.memory);
  });
});

describe('bulk instructions', () => {
  const module = wat(`(module
    (memory (export "memory") 1 1)
    (data $d "0123456789abcdefghijklmnopqrstuvwxyz")
    (table 10 10 funcref)
    (elem $e func $a $b $c)
    (type $t (func (result i32)))
    (func $a (result i32) (i32.const 11)) (func $b (result i32) (i32.const 22)) (func $c (result i32) (i32.const 33))
    (func (export "fill") (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
    (func (export "copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
    (func (export "init") (param i32 i32 i32) (memory.init $d (local.get 0) (local.get 1) (local.get 2)))
    (func (export "dropData") (data.drop $d))
    (func (export "initTable") (param i32 i32 i32) (table.init $e (local.get 0) (local.get 1) (local.get 2)))
    (func (export "copyTable") (param i32 i32 i32) (table.copy (local.get 0) (local.get 1) (local.get 2)))
    (func (export "dropElements") (elem.drop $e))
    (func (export "call") (param i32) (result i32) (call_indirect (type $t) (local.get 0))))`);

  it('move what they move in the engine, and trap where it traps', () => {
    const both = bothRun(module);
    const random = new Random(7);
    let done = 0;
    let traps = 0;
    for (let round = 0; round < 400; round++) {
      const name = random.pick(['fill', 'copy', 'copy', 'init', 'initTable', 'copyTable']);
      const ofTable = name.endsWith('Table');
      const near = (): bigint => {
        if (ofTable) return BigInt(random.below(12));
        if (random.chance(3)) return BigInt(random.u32());
        return BigInt(random.chance(20) ? 65_536 - random.below(40) : random.below(120));
      };
      const source = name === 'init' ? BigInt(random.below(40)) : near();
      const { expected, actual } = both(
        name,
        i32(3, 0),
        [near(), source, BigInt(random.below(ofTable ? 6 : 50))],
        10_000n,
      );
      expect(actual, `round ${round}, ${name}`).toEqual(expected);
      if (expected.results === undefined) traps++;
      else done++;
      if (ofTable) {
        for (let slot = 0n; slot < 11n; slot++) {
          const called = both('call', i32(1), [slot], 10_000n);
          expect(called.actual).toEqual(called.expected);
        }
      }
    }
    expect(done).toBeGreaterThan(150);
    expect(traps).toBeGreaterThan(30);
  });

  it('find a dropped segment empty', () => {
    const both = bothRun(module);
    for (const [drop, use] of [
      ['dropData', 'init'],
      ['dropElements', 'initTable'],
    ] as const) {
      for (const [name, args] of [
        [use, [0n, 0n, 3n]],
        [drop, []],
        [use, [0n, 0n, 0n]],
        [use, [0n, 0n, 1n]],
      ] as const) {
        const { expected, actual } = both(name, i32(args.length, 0), args, 10_000n);
        expect(actual).toEqual(expected);
      }
    }
  });

  it('take at most 64 steps for a unit of work', () => {
    const instrumented = instrument(module);
    const machine = createInterpreter(lowerModule(instrumented.module, { exports: true }), noInput);
    for (const name of ['fill', 'copy', 'init', 'initTable', 'copyTable']) {
      for (let size = 0n; size < 40n; size++) {
        for (let source = 0n; source < 8n; source++) {
          const before = machine.steps;
          machine.setGlobal(injectedExports.workLeft, 10_000n);
          machine.begin(name, [0n, source, size]);
          machine.run(manySteps);
          if (machine.halted) continue;
          const work = 10_000n - machine.state.workLeft;
          expect(machine.steps - before, `${name} of ${size} from ${source}`).toBeLessThanOrEqual(64 * Number(work));
        }
      }
    }
  });
});

describe('checkpoints', () => {
  it('bring back the state', () => {
    const { bytes } = randomModule(3);
    const machine = createInterpreter(lowerModule(instrument(bytes).module, { exports: true }), noInput);
    machine.setGlobal(injectedExports.workLeft, 20_000n);
    machine.begin('f0', [1n, 2n, 3n]);
    const hashes: string[] = [];
    const start = machine.checkpoint();
    for (let step = 0; step < 400 && machine.run(1) === 1; step++) hashes.push(digest(machine.hash()));
    expect(hashes.length).toBeGreaterThan(50);
    for (const at of [0, 17, hashes.length - 1]) {
      machine.restore(start);
      expect(machine.run(at + 1)).toBe(at + 1);
      expect(digest(machine.hash())).toBe(hashes[at]);
      const checkpoint = machine.checkpoint();
      machine.run(manySteps);
      machine.hash();
      machine.restore(checkpoint);
      expect(machine.steps).toBe(start.steps + at + 1);
      expect(digest(machine.hash())).toBe(hashes[at]);
    }
  });
});
