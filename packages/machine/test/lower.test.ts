import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ErrorCode, isSuanliError } from '@suanli/protocol';
import { describe, expect, it } from 'vitest';
import { decodeModule } from '../src/decode/decodeModule.ts';
import { instrument } from '../src/instrument/instrument.ts';
import { createInterpreter } from '../src/interpret/createInterpreter.ts';
import { machineOp } from '../src/lower/internal/machineOpcodes.ts';
import { type LowerOptions, lowerModule } from '../src/lower/lowerModule.ts';
import { horizonLevels } from '../src/program/horizonLevels.ts';
import type { Program } from '../src/program/Program.ts';
import { programRoot } from '../src/program/programRoot.ts';
import { randomModule } from './oracle/randomModule.ts';
import { wat } from './wat.ts';

const names = new Map<number, string>(
  Object.entries(machineOp).map(([name, opcode]) => [
    opcode,
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  ]),
);

/** The code from pc 5 on, as text: a name (or the opcode's number), then `a` and `b` where they are not 0. */
function codeOf(program: Program): string[] {
  return Array.from(program.opcodes.subarray(5), (opcode, index) => {
    const a = program.a[5 + index] ?? 0;
    const b = program.b[5 + index] ?? 0n;
    const name = names.get(opcode) ?? opcode.toString(16);
    return [name, ...(a === 0 ? [] : [`a${a}`]), ...(b === 0n ? [] : [`${b}`])].join(' ');
  });
}

/** Lowers a module as it stands, without instrumentation. */
function lowered(text: string, options?: LowerOptions): Program {
  return lowerModule(decodeModule(wat(text)), options);
}

function errorOf(action: () => unknown): ErrorCode | undefined {
  try {
    action();
  } catch (error) {
    if (isSuanliError(error)) return error.code;
    throw error;
  }
  return undefined;
}

describe('code', () => {
  it('of blocks, branches and calls is what the specification says', () => {
    const program = lowered(`(module
      (func $callee (param i32 i64) (result i32) (local f32) (local.get 0))
      (func (param i32) (result i32)
        (block (result i32)
          (i32.const 1) (i32.const 2)
          (br_if 0 (local.get 0))
          (drop) (drop)
          (loop (br_if 0 (local.get 0)))
          (if (result i32) (local.get 0) (then (i32.const -1)) (else (unreachable)))
          (i64.const 5)
          (call $callee)
          (br_if 1 (local.get 0)))))`);
    expect(codeOf(program)).toEqual([
      // 5: $callee
      ...['local_set 1', 'local_set', 'local_get', 'return'],
      // 9: the branch out of the block leaves the 1 behind
      ...['local_set', 'const 1', 'const 2'],
      ...['local_get', 'jump_unless 18', 'local_set 1', 'drop', 'local_get 1', 'jump 32'],
      // 18
      ...['drop', 'drop'],
      // 20: the loop
      ...['local_get', 'jump_if 20'],
      // 22: the if
      ...['local_get', 'jump_unless 26', 'const 4294967295', 'jump 27', 'trap'],
      // 27
      ...['const 5', 'call 5'],
      // 29: a branch to the function's label
      ...['local_get', 'jump_unless 32', 'return'],
      'return',
    ]);
  });

  it('of tables of labels and of functions is what the specification says', () => {
    const program = lowered(`(module
      (type $other (func (param i64)))
      (type $t (func (param i32)))
      (type $same (func (param i32)))
      (table 3 funcref)
      (elem (i32.const 1) $f)
      (global i64 (i64.const 7))
      (func $f (type $same)
        (block (block (block (i32.const 9) (br_table 0 1 2 0 3 (local.get 0)))))
        (call_indirect (type $t) (i32.const 1) (i32.const 2))))`);
    expect(codeOf(program)).toEqual([
      ...['local_set', 'const 9', 'local_get', 'jump_table a4 9'],
      // 9: the row
      ...['jump 14', 'jump 16', 'jump 18', 'jump 14', 'jump 20'],
      // 14: landing pads
      ...['drop', 'jump 22', 'drop', 'jump 22', 'drop', 'jump 22', 'drop', 'return'],
      // 22
      ...['const 1', 'const 2', 'register_at a3 1', 'call_element a2', 'return'],
    ]);
    expect([...program.registers]).toEqual([7n, 0n, (2n << 32n) | 5n, 0n]);
  });

  it('finishes a run that trapped, and has an entry for each export where that is asked for', () => {
    const text = `(module
      (func (export "run") (result i32) (i32.const 0))
      (func (export "finish") (result i32) (i32.const 1))
      (func (export "other") (param i32)))`;
    const program = lowered(text, { entry: 'run', finish: 'finish', exports: true });
    const opcode = (pc: number): string => `${names.get(program.opcodes[pc] ?? 0)} ${program.b[pc]}`;
    expect([0, 1, 2, 3, 4].map(opcode)).toEqual(['trap 0', 'call 7', 'halt 0', 'call 5', 'halt 0']);
    expect([...program.entries]).toEqual([
      ['run', 11],
      ['finish', 13],
      ['other', 15],
    ]);
    expect([11, 12, 13, 15, 16].map(opcode)).toEqual(['call 5', 'halt 0', 'call 7', 'call 9', 'halt 0']);
    expect(lowered(text, { entry: 'run' }).entries.size).toBe(0);
  });

  it('puts segments where they belong, until one does not fit', () => {
    const program = lowered(
      `(module (memory 1)
      (data (i32.const 65533) "abc") (data (i32.const 65534) "xyz") (data (i32.const 0) "q")
      (func (export "run") (result i32) (i32.const 0)))`,
      { entry: 'run' },
    );
    expect(Buffer.from(program.memories[0].subarray(65_533)).toString()).toBe('abc');
    expect(program.memories[0][0]).toBe(0);
    expect(program.opcodes[3]).toBe(machineOp.trap);
    expect(program.segmentsFit).toBe(false);
  });
});

describe('a program', () => {
  const built = fileURLToPath(new URL('../../../bench/overhead/build/', import.meta.url));

  it('is the same in every version of this package, for real programs', () => {
    // A change here changes what parties to a deal agree on: it is a new version of the machine.
    const roots = readdirSync(built)
      .sort()
      .map((name) => {
        const { module } = instrument(new Uint8Array(readFileSync(built + name)));
        const program = lowerModule(module, { exports: true, workLimit: 1_000_000_000n });
        return `${name} ${Buffer.from(programRoot(program)).toString('hex')}`;
      });
    expect(roots).toMatchSnapshot();
  });

  it('takes at most 64 steps for a unit of work, and 2^28 beside', () => {
    let steps = 0;
    for (let seed = 1000; seed < 1100; seed++) {
      const { bytes, types } = randomModule(seed);
      const program = lowerModule(instrument(bytes).module, { exports: true });
      const machine = createInterpreter(program, {
        template: new Uint8Array(0),
        task: new Uint8Array(0),
        seed: new Uint8Array(32),
      });
      for (const [index, { params }] of types.entries()) {
        const before = machine.steps;
        machine.state.workLeft = 20_000n;
        machine.begin(
          `f${index}`,
          params.map(() => 1n),
        );
        machine.run(2 ** 30);
        const work = 20_000 - Number(machine.state.workLeft);
        steps += machine.steps - before;
        // A trap leaves the piece of code that it was in out of the account.
        expect(machine.steps - before, `seed ${seed}, f${index}`).toBeLessThan(64 * work + program.opcodes.length);
      }
    }
    expect(steps).toBeGreaterThan(100_000);
  });

  it('has the least horizon that holds all its steps', () => {
    expect(horizonLevels(0n, 0)).toBe(7);
    expect(horizonLevels(1n, 0)).toBe(8);
    expect(horizonLevels((16n ** 8n - 2n ** 28n) / 64n - 5n, 5)).toBe(8);
    expect(horizonLevels((16n ** 8n - 2n ** 28n) / 64n - 4n, 5)).toBe(9);
    expect(horizonLevels(2n ** 63n - 1n, 2 ** 32)).toBe(18);
  });
});

describe('refused is', () => {
  const run = '(func (export "run") (result i32) (i32.const 0))';
  const locals = (count: number): string => `(func (local ${'i32 '.repeat(count)}))`;

  it.each<[string, string, LowerOptions, ErrorCode]>([
    ['a function that no host provides', '(module (import "env" "f" (func)))', {}, 'MACHINE_PROGRAM_IMPORT'],
    [
      'an import of the host that does not exist',
      '(module (import "suanli" "f" (func)))',
      {},
      'MACHINE_PROGRAM_IMPORT',
    ],
    ['a global', '(module (import "suanli" "input_size0" (global i32)))', {}, 'MACHINE_PROGRAM_IMPORT'],
    ['a memory of somebody else', '(module (import "env" "m" (memory 1)))', {}, 'MACHINE_PROGRAM_IMPORT'],
    ['an entry that does not exist', `(module ${run})`, { entry: 'go' }, 'MACHINE_PROGRAM_ENTRY'],
    [
      'an entry with parameters',
      '(module (func (export "run") (param i32)))',
      { entry: 'run' },
      'MACHINE_PROGRAM_ENTRY',
    ],
    [
      'a finish function of another type',
      `(module ${run} (func (export "f")))`,
      { finish: 'f' },
      'MACHINE_PROGRAM_ENTRY',
    ],
    ['a table beyond the registers', '(module (table 262145 funcref))', {}, 'MACHINE_PROGRAM_TOO_LARGE'],
    [
      'a branch that carries 17 operands over others',
      `(module (func (result ${'i32 '.repeat(17)})
        (i32.const 0) ${'(i32.const 1) '.repeat(17)} (return)))`,
      {},
      'MACHINE_PROGRAM_TOO_LARGE',
    ],
  ])('%s', (_, text, options, code) => {
    expect(errorOf(() => lowered(text, options))).toBe(code);
  });

  it('a function with more locals than a frame holds, and no other', () => {
    const module = decodeModule(wat(`(module ${locals(1)})`));
    const withLocals = (count: number) => ({
      ...module,
      functions: module.functions.map((item) => ({ ...item, locals: new Array<'i32'>(count).fill('i32') })),
    });
    expect(errorOf(() => lowerModule(withLocals(65_536)))).toBeUndefined();
    expect(errorOf(() => lowerModule(withLocals(65_537)))).toBe('MACHINE_PROGRAM_TOO_LARGE');
  });

  it('not what just fits', () => {
    expect(errorOf(() => lowered('(module (table 262144 funcref))'))).toBeUndefined();
    const carried = '(i32.const 0) '.repeat(17);
    expect(errorOf(() => lowered(`(module (func (result ${'i32 '.repeat(16)}) ${carried} (return)))`))).toBeUndefined();
  });
});
