import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineImports, instruction } from '../conformance/defineImports.ts';
import { ProvableInstance } from '../conformance/ProvableInstance.ts';
import { type ContractJudge, startContractJudge } from '../conformance/startContractJudge.ts';
import { decodeModule, type FunctionType, type WasmModule } from '../src/index.ts';
import { op } from '../src/module/opcodes.ts';
import { keccak256 } from '../src/tree/keccak256.ts';
import { Random } from './oracle/random.ts';
import { wat } from './wat.ts';

const stackLimit = 2_000;
const constants = { i32: op.i32Const, i64: op.i64Const, f32: op.f32Const, f64: op.f64Const } as const;

let judge: ContractJudge;
beforeAll(async () => {
  judge = await startContractJudge();
});
afterAll(() => judge?.stop());

/** Everything that a module imports, as functions that give zeros. */
function stubs({ imports, types }: WasmModule): WasmModule {
  const functions = imports.flatMap((item) => (item.kind === 'function' ? [item] : []));
  return {
    types,
    imports: [],
    functions: functions.map(({ typeIndex }) => ({
      typeIndex,
      locals: [],
      code: [...(types[typeIndex]?.results ?? []).map((type) => instruction(constants[type])), instruction(op.end)],
      offset: -1,
    })),
    tables: [],
    memories: [],
    globals: [],
    exports: functions.map(({ name }, index) => ({ name, kind: 'function', index, offset: -1 })),
    start: undefined,
    elements: [],
    data: [],
    dataCount: undefined,
  };
}

function withStubs(module: WasmModule): WasmModule {
  const stub = { module: stubs(module), share: () => {} };
  const defined = defineImports(module, new Map(module.imports.map((item) => [item.module, stub])));
  if (defined.kind !== 'module') throw new Error(`imports are ${defined.kind}`);
  return defined.module;
}

function exportedFunctions(module: WasmModule): [string, FunctionType][] {
  return module.exports.flatMap(({ name, kind, index }): [string, FunctionType][] => {
    const type = module.types[module.functions[index]?.typeIndex ?? -1];
    return kind === 'function' && type !== undefined ? [[name, type]] : [];
  });
}

function randomBits(random: Random, type: string): bigint {
  const special = [
    0n,
    1n,
    (1n << 63n) | (1n << 31n),
    0x7ff4_0000_7fa0_0001n,
    0xffff_ffff_ffff_ffffn,
    0x3ff0_0000_3f80_0000n,
  ];
  const bits = random.chance(40) ? random.pick(special) : (BigInt(random.u32()) << 32n) | BigInt(random.u32());
  return BigInt.asUintN(type === 'i32' || type === 'f32' ? 32 : 64, bits);
}

/** A valid module of Binaryen's making out of random bytes. */
function binaryenModule(seed: number): WasmModule {
  const folder = mkdtempSync(join(tmpdir(), 'suanli-fuzz-'));
  try {
    const random = new Random(seed);
    writeFileSync(
      join(folder, 'seed'),
      Uint8Array.from({ length: 1000 + random.below(9000) }, () => random.below(256)),
    );
    const program = join(createRequire(import.meta.url).resolve('binaryen'), '../bin/wasm-opt');
    const features = ['bulk-memory', 'sign-ext', 'nontrapping-float-to-int', 'multivalue', 'mutable-globals'];
    execFileSync(
      process.execPath,
      [
        program,
        join(folder, 'seed'),
        ...['--translate-to-fuzz', '--mvp-features', ...features.map((name) => `--enable-${name}`)],
        ...['-o', join(folder, 'module.wasm')],
      ],
      { stdio: 'ignore' },
    );
    return decodeModule(new Uint8Array(readFileSync(join(folder, 'module.wasm'))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("random modules of Binaryen's", () => {
  const ends = { results: 0, traps: 0, outOfWork: 0 };

  it.each(Array.from({ length: 5 }, (_, seed) => seed))(
    'seed %i: engine, interpreter and contract agree',
    async (seed) => {
      const module = withStubs(binaryenModule(seed));
      const instance = new ProvableInstance(module, { judge, workLimit: 400n, stackLimit });
      const random = new Random(seed);
      if (!(await instance.start(`seed ${seed}`))) return;
      for (const [name, type] of exportedFunctions(module)) {
        for (let round = 0; round < 2; round++) {
          const parameters = type.params.map((param) => randomBits(random, param));
          const { results, cause } = await instance.call(`seed ${seed}, ${name}`, name, type, parameters);
          if (results !== undefined) ends.results++;
          else if (cause === 1) ends.outOfWork++;
          else ends.traps++;
          await judge.ready();
        }
      }
      await judge.settled();
      expect(judge.disagreements).toEqual([]);
    },
  );

  it('they have ended in every way, after many steps', () => {
    expect(ends.results).toBeGreaterThan(20);
    expect(ends.traps).toBeGreaterThan(5);
    expect(ends.outOfWork).toBeGreaterThan(5);
    expect(judge.steps).toBeGreaterThan(10_000);
  });
});

describe('memory', () => {
  const loads =
    'i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u i64.load8_s i64.load8_u i64.load16_s i64.load16_u i64.load32_s i64.load32_u'.split(
      ' ',
    );
  const stores =
    'i32.store i64.store f32.store f64.store i32.store8 i32.store16 i64.store8 i64.store16 i64.store32'.split(' ');
  const offsets = [0, 1, 31, 65_533];
  const module = decodeModule(
    wat(`(module (memory 2 4) (data (i32.const 65500) "${'\\c3\\5a\\00\\ff'.repeat(20)}")
      ${offsets
        .flatMap((offset) => [
          ...loads.map(
            (name) =>
              `(func (export "${name} ${offset}") (param i32) (result ${name.slice(0, 3)}) (${name} offset=${offset} align=1 (local.get 0)))`,
          ),
          ...stores.map(
            (name) =>
              `(func (export "${name} ${offset}") (param i32 ${name.slice(0, 3)}) (${name} offset=${offset} align=1 (local.get 0) (local.get 1)))`,
          ),
        ])
        .join('\n')}
      (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))`),
  );

  it('accesses at random places, across leaves and pages and beyond the end, are the same everywhere', async () => {
    const instance = new ProvableInstance(module, { judge, workLimit: 1000n, stackLimit });
    expect(await instance.start('memory')).toBe(true);
    const random = new Random(77);
    const functions = exportedFunctions(module);
    const grow = functions.find(([name]) => name === 'grow');
    let traps = 0;
    let done = 0;
    for (let round = 0; round < 500; round++) {
      if (grow !== undefined && round % 200 === 199) await instance.call('grow', grow[0], grow[1], [1n]);
      const [name, type] = random.pick(functions);
      const offset = Number(name.split(' ')[1] ?? 0);
      const edge = random.pick([0, 32, 64, 4096, 8192, 65_536, 131_072, 196_608, 262_144, 0xffff_ffff]);
      const address = random.chance(15)
        ? random.u32()
        : (edge - 10 + random.below(14) - (random.chance(50) ? offset : 0)) >>> 0;
      const parameters = type.params.map((param, index) => (index === 0 ? BigInt(address) : randomBits(random, param)));
      const { results } = await instance.call(`${name} at ${address}`, name, type, parameters);
      if (results === undefined) traps++;
      else done++;
      await judge.ready();
    }
    await judge.settled();
    expect(judge.disagreements).toEqual([]);
    expect(traps).toBeGreaterThan(50);
    expect(done).toBeGreaterThan(200);
  });
});

describe('a changed witness', () => {
  let tampered: ContractJudge;
  beforeAll(async () => {
    tampered = await startContractJudge({ mayRefuse: true });
  });
  afterAll(() => tampered?.stop());

  it('is refused by the contract, or leads to the same state', { timeout: 120_000 }, async () => {
    const taken = new Map<number, { state: Uint8Array; witness: Uint8Array; next: Uint8Array }>();
    let last: { opcode: number; witness: Uint8Array } | undefined;

    const stateOf = (header: Uint8Array): Uint8Array => keccak256(header.subarray(0, 320));
    const settle = (header: Uint8Array): void => {
      if (last !== undefined && !taken.has(last.opcode)) {
        taken.set(last.opcode, { state: stateOf(last.witness), witness: last.witness, next: stateOf(header) });
      }
      last = undefined;
    };
    const collector = {
      begin: () => {},
      step: (opcode: number, witness: Uint8Array) => {
        settle(witness);
        last = { opcode, witness };
      },
      end: settle,
      ready: async () => {},
    };
    const source = decodeModule(
      wat(`(module (memory 1 2) (table 4 4 funcref) (elem (i32.const 0) $f) (data $d "0123456789") (type $t (func (param i32) (result i32)))
        (global $g (mut i64) (i64.const 5))
        (func $f (type $t) (i32.add (local.get 0) (i32.const 2)))
        (func (export "all") (param i32) (result i32)
          (i64.store offset=3 (i32.const 28) (i64.const -3)) (global.set $g (i64.load (i32.const 29)))
          (memory.init $d (i32.const 60) (i32.const 1) (i32.const 9)) (memory.copy (i32.const 70) (i32.const 61) (i32.const 9))
          (table.copy (i32.const 1) (i32.const 0) (i32.const 2)) (drop (memory.grow (i32.const 1)))
          (f64.store (i32.const 8) (f64.sqrt (f64.convert_i64_s (global.get $g))))
          (block (block (br_table 0 1 (local.get 0))))
          (i32.store16 (i32.const 31) (memory.size))
          (select (call_indirect (type $t) (local.tee 0 (i32.const 9)) (i32.const 1)) (i32.const 3) (local.get 0))))`),
    );
    const instance = new ProvableInstance(source, { judge: collector, workLimit: 10_000n, stackLimit });
    expect(await instance.start('all')).toBe(true);
    expect((await instance.call('all', 'all', { params: ['i32'], results: ['i32'] }, [0n])).results).toEqual([11n]);
    let bytes = 0;
    for (const [opcode, { state, witness, next }] of taken) {
      tampered.begin(`opcode ${opcode.toString(16)}`);
      for (let at = 0; at < witness.length; at++, bytes++) {
        const changed = witness.slice();
        changed[at] = (changed[at] ?? 0) ^ (1 << ((at + opcode) % 8));
        tampered.judge(opcode, state, changed, next);
        if (at % 500 === 0) await tampered.ready();
      }
    }
    await tampered.settled();
    expect(tampered.disagreements).toEqual([]);
    expect(tampered.steps).toBe(bytes);
    expect(taken.size).toBeGreaterThan(35);

    // Nor is that for want of looking: with nothing changed, no other state is taken for the next one.
    const [[opcode, { state, witness }] = [0, { state: new Uint8Array(32), witness: new Uint8Array(320) }]] = taken;
    tampered.begin('unchanged');
    tampered.judge(opcode, state, witness, state);
    await tampered.settled();
    expect(tampered.disagreements).toHaveLength(1);
  });
});
