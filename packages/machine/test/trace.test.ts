import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instrument } from '../src/instrument/instrument.ts';
import { createInterpreter } from '../src/interpret/createInterpreter.ts';
import { linkedExports } from '../src/link/LinkedModule.ts';
import { linkSystem } from '../src/link/linkSystem.ts';
import { lowerModule } from '../src/lower/lowerModule.ts';
import type { Program } from '../src/program/Program.ts';
import type { MachineInput } from '../src/state/MachineInput.ts';
import { createStateTrace } from '../src/trace/createStateTrace.ts';
import { compileTrace } from '../src/trace/internal/compileTrace.ts';
import { isTraceable } from '../src/trace/internal/isTraceable.ts';
import { wasiPreview1Imports } from '../src/wasi/wasiPreview1Imports.ts';
import { Random } from './oracle/random.ts';
import { wat } from './wat.ts';

const workLimit = 50_000_000n;
const input: MachineInput = { template: new Uint8Array(0), task: new Uint8Array(0), seed: new Uint8Array(32).fill(7) };

function programOf(guest: Uint8Array): Program {
  const { module } = linkSystem(instrument(guest, { allowedImports: wasiPreview1Imports }));
  return lowerModule(module, {
    entry: linkedExports.run,
    finish: linkedExports.finish,
    workLimit,
    outputBytes: 65_536,
  });
}

const guests: Readonly<Record<string, () => Promise<Uint8Array> | Uint8Array>> = {
  'a program of a C library': () => readFileSync(new URL('../../executor/test/guest/libc.wasm', import.meta.url)),
  'loops, recursion, floats and calls through a table': () =>
    wat(`(module
      (memory (export "memory") 2)
      (global $g (mut f64) (f64.const 0.5))
      (table funcref (elem $add $mul))
      (type $two (func (param i64 i64) (result i64)))
      (func $add (type $two) (i64.add (local.get 0) (local.get 1)))
      (func $mul (type $two) (i64.mul (local.get 0) (local.get 1)))
      (func $fib (param i32) (result i64)
        (if (result i64) (i32.lt_u (local.get 0) (i32.const 2))
          (then (i64.extend_i32_u (local.get 0)))
          (else (i64.add (call $fib (i32.sub (local.get 0) (i32.const 1)))
                         (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
      (func $float (param $n i32) (result f64) (local $x f64)
        (local.set $x (f64.const 1))
        (loop $more
          (local.set $x (f64.div (f64.sqrt (f64.sub (local.get $x) (f64.const 3))) (local.get $x)))
          (if (f64.ne (local.get $x) (local.get $x)) (then (local.set $x (f64.const 5))))
          (global.set $g (f64.add (global.get $g) (local.get $x)))
          (f64.store (i32.and (i32.mul (local.get $n) (i32.const 13)) (i32.const 0xfff)) (local.get $x))
          (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.get $x))
      (func $carry (param i32) (result i32)
        (block $out (result i32)
          (i32.const 11)
          (block $middle (result i32)
            (i32.const 12)
            (loop $again (param i32) (result i32)
              (br_table $middle $out (i32.const 6) (i32.and (local.get 0) (i32.const 1)))))
          (i32.add)))
      (func (export "_start") (local $i i32)
        (drop (call $fib (i32.const 12)))
        (drop (call $float (i32.const 900)))
        (loop $more
          (i64.store (i32.const 64)
            (call_indirect (type $two) (i64.load (i32.const 64)) (i64.const 3)
              (i32.and (local.get $i) (i32.const 1))))
          (drop (call $carry (local.get $i)))
          (br_if $more (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 700))))))`),
  'one that traps within a loop': () =>
    wat(`(module (memory (export "memory") 1)
      (func (export "_start") (local i32)
        (loop (i32.store (local.get 0) (local.get 0))
          (local.set 0 (i32.add (local.get 0) (i32.const 5))) (br 0))))`),
  'one that runs out of work': () =>
    wat(
      '(module (memory (export "memory") 1) (func $f (call $g)) (func $g (loop (br 0))) (func (export "_start") (call $f)))',
    ),
  'one that recurses too deep': () =>
    wat(
      '(module (memory (export "memory") 1) (func $f (param i64 i64) (call $f (local.get 1) (local.get 0))) (func (export "_start") (call $f (i64.const 1) (i64.const 2))))',
    ),
};

describe('createStateTrace', () => {
  test.for(Object.keys(guests))('%s: the engine gives the states of the interpreter', async (name) => {
    const guest = await guests[name]?.();
    if (guest === undefined) throw new Error(name);
    const limited = name.includes('out of work') ? { workLimit: 100_000n } : { workLimit };
    const { module } = linkSystem(instrument(guest, { allowedImports: wasiPreview1Imports }));
    const program = lowerModule(module, {
      entry: linkedExports.run,
      finish: linkedExports.finish,
      outputBytes: 65_536,
      ...limited,
    });
    expect(isTraceable(program)).toBe(true);
    const reference = createInterpreter(program, input);
    reference.run(2 ** 40);
    const end = reference.steps;
    expect(reference.halted).toBe(true);

    const random = new Random(end);
    const steps = [0, 1, 2, 3, 50, end - 1, end, end + 1];
    for (let i = 0; i < 25; i++) steps.push(random.below(end));
    steps.sort((left, right) => left - right);
    const trace = createStateTrace(program, input, { interpretedSteps: 0, marginSteps: 300 });
    const hashes = await trace.hashesAt(steps.map(BigInt));

    const again = createInterpreter(program, input);
    for (const [i, step] of steps.entries()) {
      again.run(step - again.steps);
      expect(hashes[i], `state ${step} of ${end}`).toEqual(again.hash());
    }
    const fresh = createStateTrace(program, input, { interpretedSteps: 0, marginSteps: 300 });
    expect(await fresh.result()).toMatchObject({ steps: BigInt(end), status: reference.state.exit });
    expect((await fresh.result()).outputHash).toEqual(reference.state.output);
    expect(await fresh.headerAt(BigInt(end))).toEqual(again.header());
  });

  test('a fault changes every state from its step on, and none before', async () => {
    const program = programOf(
      await (guests['loops, recursion, floats and calls through a table']?.() ?? new Uint8Array(0)),
    );
    const honest = createStateTrace(program, input);
    const step = 5000;
    const liar = createStateTrace(program, input, {
      fault: {
        step,
        change: (state) => {
          state.memories[0].bytes[9] = 77;
          state.memories[0].dirty[0] = 1;
        },
      },
    });
    const around = [0n, 100n, BigInt(step - 1), BigInt(step), BigInt(step + 1), 9000n];
    const [mine, theirs] = [await honest.hashesAt(around), await liar.hashesAt(around)];
    expect(mine.map((hash, i) => Buffer.compare(hash, theirs[i] ?? hash) === 0)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('a call that was aborted rejects, and the next one is served', async () => {
    const program = programOf(await (guests['one that traps within a loop']?.() ?? new Uint8Array(0)));
    const trace = createStateTrace(program, input);
    await expect(trace.result({ signal: AbortSignal.abort() })).rejects.toHaveProperty('name', 'AbortError');
    expect((await trace.result()).status).toBe(2);
  });

  // Each was accepted as a program, and then could not be traced by whoever had to defend its result.
  test.for([
    ['with more locals and operands than an engine takes', 39_500, 300],
    ['whose calls put down more than a body of code may hold', 1_000, 1_200],
  ] as const)('a program %s is interpreted', async ([, locals, calls]) => {
    const guest = await wat(`(module (memory (export "memory") 1)
      (func $spin (local i32) (loop (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 9)))))
      (func (export "_start") (local ${'i64 '.repeat(locals)}) ${'(call $spin)'.repeat(calls)}))`);
    const program = programOf(guest);
    expect(isTraceable(program)).toBe(false);
    const trace = createStateTrace(program, input, { interpretedSteps: 0, marginSteps: 300 });
    expect((await trace.result()).status).toBe(0);
  });

  test('a chain of functions without a loop is stopped in as well, however long it runs', async () => {
    const chain = Array.from({ length: 18 }, (_, i) =>
      i === 0
        ? '(func $f0 (i32.store (i32.const 0) (i32.const 1)))'
        : `(func $f${i} (call $f${i - 1}) (call $f${i - 1}))`,
    );
    const guest = await wat(
      `(module (memory (export "memory") 1) ${chain.join('\n')} (func (export "_start") (call $f17)))`,
    );
    const program = programOf(guest);
    const reference = createInterpreter(program, input);
    reference.run(2 ** 40);
    const compiled = compileTrace(program.source.module, program.functions);
    // Without places in the midst of it there would be those of the entry alone.
    expect(compiled.sites.length).toBeGreaterThan(20);
    const trace = createStateTrace(program, input, { interpretedSteps: 0, marginSteps: 20_000 });
    const middle = BigInt(Math.floor(reference.steps / 2));
    const [hash] = await trace.hashesAt([middle]);
    const again = createInterpreter(program, input);
    again.run(Number(middle));
    expect(hash).toEqual(again.hash());
  });
});
