import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeTaskInput, encodeTemplateInput, isSuanliError } from '@suanli/protocol';
import { describe, expect, it } from 'vitest';
import {
  createInterpreter,
  type Interpreter,
  injectedExports,
  instrument,
  judgeStep,
  linkedExports,
  linkSystem,
  lowerModule,
  programHeader,
  programRoot,
  wasiPreview1Imports,
} from '../src/index.ts';
import { machineOp } from '../src/lower/internal/machineOpcodes.ts';
import { emptyRoot } from '../src/tree/emptyRoot.ts';
import { keccak256 } from '../src/tree/keccak256.ts';
import { Random } from './oracle/random.ts';
import { randomModule } from './oracle/randomModule.ts';
import { wat } from './wat.ts';

const noInput = { template: new Uint8Array(0), task: new Uint8Array(0), seed: new Uint8Array(32) };

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Takes one step and lets the judge take it, too; false where there is none to take. */
function judged(machine: Interpreter): boolean {
  if (machine.returned) return false;
  const before = machine.hash();
  const pc = machine.state.pc;
  const witness = machine.witness();
  if (machine.run(1) === 0) return false;
  expect(hex(judgeStep(before, witness)), `step ${machine.steps}, pc ${pc}`).toBe(hex(machine.hash()));
  return true;
}

function machineOf(bytes: Uint8Array): Interpreter {
  return createInterpreter(lowerModule(instrument(bytes).module, { exports: true }), noInput);
}

function begin(machine: Interpreter, name: string, args: readonly bigint[], work = 5000n): void {
  machine.setGlobal(injectedExports.workLeft, work);
  machine.begin(name, args);
}

describe('every step of', () => {
  it.each(Array.from({ length: 8 }, (_, batch) => batch))('random modules, batch %i', (batch) => {
    let steps = 0;
    for (let seed = batch * 4; seed < batch * 4 + 4; seed++) {
      const { bytes, types } = randomModule(seed);
      const machine = machineOf(bytes);
      const random = new Random(seed);
      for (const [index, type] of types.entries()) {
        const args = type.params.map((param) =>
          BigInt.asUintN(
            param === 'i32' || param === 'f32' ? 32 : 64,
            (BigInt(random.u32()) << 32n) | BigInt(random.u32()),
          ),
        );
        begin(machine, `f${index}`, args);
        for (let step = 0; step < 150 && judged(machine); step++) steps++;
      }
    }
    expect(steps).toBeGreaterThan(300);
  });

  it.each(['sha256', 'sort', 'nbody', 'json', 'lz'])('pieces of %s', (name) => {
    const path = fileURLToPath(new URL(`../../../bench/overhead/build/${name}.wasm`, import.meta.url));
    const machine = machineOf(new Uint8Array(readFileSync(path)));
    begin(machine, 'run', [1n], 1n << 40n);
    const random = new Random(name.length);
    for (let piece = 0; piece < 10; piece++) {
      machine.run(random.below(100_000));
      for (let step = 0; step < 60; step++) expect(judged(machine)).toBe(true);
    }
  });

  it('pieces of a program of a C library, its system included', () => {
    const guest = new Uint8Array(readFileSync(new URL('../../executor/test/guest/libc.wasm', import.meta.url)));
    const { module } = linkSystem(instrument(guest, { allowedImports: wasiPreview1Imports }));
    const program = lowerModule(module, {
      entry: linkedExports.run,
      finish: linkedExports.finish,
      workLimit: 50_000_000n,
      outputBytes: 65_536,
    });
    const limits = { work: 50_000_000n, memoryPages: 64, outputBytes: 65_536, wallMs: 1000 };
    const input = {
      template: encodeTemplateInput(
        { args: ['one', 'two'], env: { A: 'b' }, stdin: new Uint8Array(0), limits },
        { 'a.txt': Uint8Array.of(1, 2, 3) },
      ),
      task: encodeTaskInput({ stdin: new TextEncoder().encode('standard input') }, {}),
      seed: new Uint8Array(32).fill(9),
    };
    const machine = createInterpreter(program, input);
    const total = machine.run(2 ** 40);
    const end = hex(machine.hash());
    expect(machine.halted).toBe(true);
    expect(machine.state.outputBytes.length).toBeGreaterThan(32);
    const again = createInterpreter(program, input);
    const random = new Random(5);
    for (let piece = 0; piece < 30; piece++) {
      again.run(random.below(Math.floor(total / 16)));
      for (let step = 0; step < 25 && !again.halted; step++) expect(judged(again)).toBe(true);
    }
    again.run(2 ** 40);
    expect(again.steps).toBe(total);
    expect(hex(again.hash())).toBe(end);
  });

  it('loads and stores across leaves and pages, and beyond the end', () => {
    const accesses = [
      ...['i32.load', 'i64.load', 'i32.load8_s', 'i32.load16_s', 'i64.load8_s', 'i64.load16_s', 'i64.load32_s'],
      ...['i32.load8_u', 'i32.load16_u', 'i64.load32_u', 'f32.load', 'f64.load'],
    ];
    const stores = ['i32.store', 'i64.store', 'i32.store8', 'i32.store16', 'i64.store32'];
    const value = (name: string): string => `(${name.slice(0, 3)}.const -0x7b6d5b49)`;
    const machine = machineOf(
      wat(`(module (memory 1 3)
        (func (export "load") (param i32) ${accesses.map((name) => `(drop (${name} offset=2 (local.get 0)))`).join('\n')})
        (func (export "store") (param i32) ${stores.map((name) => `(${name} offset=1 (local.get 0) ${value(name)})`).join('\n')})
        (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))`),
    );
    let steps = 0;
    for (const address of [0, 20, 24, 27, 29, 31, 63, 4095 - 4, 65_536 - 12, 65_536 - 4, 131_072 - 5, 0xffff_fffc]) {
      for (const name of ['store', 'load']) {
        begin(machine, name, [BigInt(address)]);
        while (judged(machine)) steps++;
      }
      if (address === 65_536 - 4) {
        for (const pages of [1n, 2n]) {
          begin(machine, 'grow', [pages]);
          while (judged(machine)) steps++;
        }
      }
    }
    expect(steps).toBeGreaterThan(400);
  });
});

describe('a run', () => {
  const module = instrument(
    wat(`(module
      (memory 1)
      (func (export "run") (result i32) (i32.store (i32.const 0) (i32.const 7)) (i32.div_u (i32.const 1) (i32.load (i32.const 8))))
      (func (export "good") (result i32) (i32.const 261))
      (func (export "finish") (result i32) (i32.add (i32.load (i32.const 0)) (i32.const 1))))`),
  ).module;
  const toTheEnd = (machine: Interpreter): void => {
    while (!machine.halted) expect(judged(machine)).toBe(true);
  };

  it('halts with what its entry gives, and then stays', () => {
    const machine = createInterpreter(lowerModule(module, { entry: 'good', workLimit: 1000n }), noInput);
    toTheEnd(machine);
    expect(machine.state.exit).toBe(261 % 256);
    const hash = machine.hash();
    expect(judgeStep(hash, machine.witness())).toEqual(hash);
    expect(machine.run(10)).toBe(0);
  });

  it('that traps goes on in its finish function, on the memory as it was', () => {
    const machine = createInterpreter(
      lowerModule(module, { entry: 'run', finish: 'finish', workLimit: 1000n }),
      noInput,
    );
    toTheEnd(machine);
    expect(machine.state).toMatchObject({ exit: 8, phase: 1 });
  });

  it('that traps without one has trapped', () => {
    const machine = createInterpreter(lowerModule(module, { entry: 'run', workLimit: 1000n }), noInput);
    toTheEnd(machine);
    expect(machine.state.exit).toBe(2);
  });

  it('that traps twice has trapped, and has an empty stack', () => {
    const machine = createInterpreter(lowerModule(module, { entry: 'run', finish: 'run', workLimit: 1000n }), noInput);
    toTheEnd(machine);
    expect(machine.state).toMatchObject({ exit: 2, phase: 1, depth: 0, frameCount: 0 });
  });

  it('begins in the state that the program root commits to', () => {
    const program = lowerModule(module, { entry: 'run', workLimit: 1000n });
    const header = createInterpreter(program, noInput).header();
    header.fill(0, 288);
    expect(hex(programHeader(program))).toBe(hex(header));
    const levels = new Uint8Array(32);
    levels[31] = program.levels;
    expect(hex(programRoot(program))).toBe(hex(keccak256(Buffer.concat([header, levels]))));
    expect(hex(programRoot(lowerModule(module, { entry: 'run', workLimit: 1001n })))).not.toBe(
      hex(programRoot(program)),
    );
    expect(hex(header.subarray(128, 160))).toBe(hex(emptyRoot(14)));
  });
});

describe('host instructions', () => {
  const type = { none: [], i32: ['i32'], i64: ['i64'] } as const;
  const host = (name: string, params: readonly ('i32' | 'i64')[], results: readonly ('i32' | 'i64')[]) =>
    ({ module: 'suanli', name, kind: 'function', params, results }) as const;
  const imports = [
    host('input_size0', type.none, type.i64),
    host('input_size1', type.none, type.i64),
    host('input_read0', ['i32', 'i32'], type.none),
    host('input_read1', ['i32', 'i32'], type.none),
    host('input_read2', ['i32', 'i32'], type.none),
    host('output_write', type.i32, type.none),
  ];
  /** A program whose memory is the system's. */
  function systemProgram(body: string) {
    const signature = (item: (typeof imports)[number]): string =>
      `(param ${item.params.join(' ')}) (result ${item.results.join(' ')})`;
    const { module } = instrument(
      wat(`(module
        ${imports.map((item) => `(import "suanli" "${item.name}" (func $${item.name} ${signature(item)}))`).join('\n')}
        (memory 1)
        (func (export "run") (result i32) ${body} (i32.const 0)))`),
      { allowedImports: imports },
    );
    const functions = module.functions.map((definition) => ({
      ...definition,
      code: definition.code.map((item) =>
        item.opcode >= 0x28 && item.opcode <= 0x3e ? { ...item, align: item.align | 0x40 } : item,
      ),
    }));
    const memories = [{ minimum: 0, maximum: 0 }, ...module.memories];
    return lowerModule({ ...module, functions, memories }, { entry: 'run', workLimit: 100_000n });
  }
  const random = new Random(1);
  const blob = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.below(256));

  it.each([0, 1, 32, 500, 512, 513, 1024, 1500, 8192])('read inputs of %i bytes and write output', (length) => {
    const input = { template: blob(length), task: blob(length + 77), seed: blob(32) };
    const reads = [0, 1, 31, 32, 33, 64, 93, 100, 0x7fff_ffff]
      .flatMap((i) =>
        [0, 1, 2].map(
          (which) => `(call $input_read${which} (i32.const 64) (i32.const ${i})) (call $output_write (i32.const 64))`,
        ),
      )
      .join('\n');
    const machine = createInterpreter(
      systemProgram(`
        (i64.store (i32.const 32) (call $input_size0)) (i64.store offset=8 (i32.const 32) (call $input_size1))
        (call $output_write (i32.const 32))
        ${reads}`),
      input,
    );
    while (!machine.halted) expect(judged(machine)).toBe(true);
    expect(machine.state.exit).toBe(0);
    const sizes = new Uint8Array(32);
    new DataView(sizes.buffer).setBigUint64(0, BigInt(length), true);
    new DataView(sizes.buffer).setBigUint64(8, BigInt(length + 77), true);
    const at = (bytes: Uint8Array, i: number): Uint8Array => {
      const leaf = new Uint8Array(32);
      leaf.set(bytes.subarray(32 * i, 32 * i + 32));
      return leaf;
    };
    const leaves = [
      sizes,
      ...[0, 1, 31, 32, 33, 64, 93, 100, 0x7fff_ffff].flatMap((i) => [
        at(input.template, i),
        at(input.task, i),
        input.seed,
      ]),
    ];
    expect(hex(machine.state.outputBytes)).toBe(hex(Buffer.concat(leaves)));
    let chain: Uint8Array = new Uint8Array(32);
    for (const leaf of leaves) chain = keccak256(Buffer.concat([chain, leaf]));
    expect(hex(machine.state.output)).toBe(hex(chain));
  });

  it.each([
    '(call $output_write (i32.const 33))',
    '(call $output_write (i32.const 65536))',
    '(call $input_read0 (i32.const 16) (i32.const 0))',
    '(call $input_read2 (i32.const -32) (i32.const 0))',
  ])('trap: %s', (body) => {
    const machine = createInterpreter(systemProgram(body), noInput);
    while (!machine.halted) expect(judged(machine)).toBe(true);
    expect(machine.state.exit).toBe(2);
  });
});

describe('a witness', () => {
  /** Programs that together have an instruction of every kind that takes a witness of its own. */
  const programs = [
    '(block (block (br_table 0 1 (i32.const 1))))',
    '(i64.store (i32.const 28) (i64.load (i32.const 60)))',
    '(i32.store8 (i32.const 5) (i32.load16_s (i32.const 31)))',
    '(drop (f64.sqrt (f64.div (f64.const 3) (f64.const 0.1))))',
    '(drop (memory.grow (i32.const 1))) (drop (memory.size))',
    '(drop (call_indirect (type $t) (i32.const 1)))',
    '(global.set $g (i64.add (global.get $g) (i64.const -1)))',
    '(table.copy (i32.const 0) (i32.const 1) (i32.const 1))',
    '(drop (select (i32.const 1) (i32.const 2) (i32.const 0)))',
    '(drop (i32.load (i32.const -1)))',
  ];

  it.each(programs)('with any byte changed is refused, or proves the same: %s', (body) => {
    const machine = machineOf(
      wat(`(module (memory 1 2) (table 3 3 funcref) (elem (i32.const 1) $f) (type $t (func (result i32)))
        (global $g (mut i64) (i64.const 5))
        (func $f (type $t) (local i32) (local.tee 0 (i32.const 77)))
        (func (export "run") ${body}))`),
    );
    begin(machine, 'run', []);
    const seen = new Set<number>();
    let refused = 0;
    while (!machine.halted && !machine.returned) {
      const opcode = machine.state.program.opcodes[machine.state.pc] ?? 0;
      const state = machine.hash();
      const witness = machine.witness();
      machine.run(1);
      if (seen.has(opcode)) continue;
      seen.add(opcode);
      const next = hex(machine.hash());
      for (let at = 0; at < witness.length; at += at < 320 || at % 32 > 29 ? 1 : 7) {
        const changed = witness.slice();
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        let result: string | undefined;
        try {
          result = hex(judgeStep(state, changed));
        } catch (error) {
          expect(isSuanliError(error), String(error)).toBe(true);
          refused++;
        }
        if (result !== undefined) expect(result).toBe(next);
      }
      for (const changed of [
        witness.slice(0, -32),
        witness.slice(0, -1),
        Buffer.concat([witness, new Uint8Array(32)]),
      ]) {
        expect(() => judgeStep(state, changed)).toThrow();
      }
    }
    expect(refused).toBeGreaterThan(1000);
  });

  it('of another state, or with code of another program, is refused for that', () => {
    const codeOf = (action: () => unknown): string => {
      try {
        action();
      } catch (error) {
        if (isSuanliError(error)) return error.code;
      }
      return 'none';
    };
    const machine = machineOf(wat('(module (func (export "run") (drop (i32.const 1))))'));
    begin(machine, 'run', []);
    const first = machine.hash();
    machine.run(1);
    const witness = machine.witness();
    expect(codeOf(() => judgeStep(first, witness))).toBe('MACHINE_WRONG_STATE');
    const changed = witness.slice();
    changed[320 + 31] = machineOp.trap;
    expect(codeOf(() => judgeStep(machine.hash(), changed))).toBe('MACHINE_WRONG_CODE');
    expect(codeOf(() => judgeStep(machine.hash(), witness.slice(0, 320 + 32)))).toBe('MACHINE_WRONG_WITNESS');
    expect(codeOf(() => judgeStep(machine.hash(), Buffer.concat([witness, Uint8Array.of(0)])))).toBe(
      'MACHINE_WRONG_WITNESS',
    );
  });
});
