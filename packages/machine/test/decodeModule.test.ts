import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ErrorCode, isSuanliError } from '@suanli/protocol';
import { describe, expect, it } from 'vitest';
import { allowAll } from '../conformance/wast/runWast.ts';
import { decodeModule, encodeModule, instrument, validateModule, type WasmModule } from '../src/index.ts';
import { Random } from './oracle/random.ts';
import { randomModule } from './oracle/randomModule.ts';
import { wat } from './wat.ts';

const built = fileURLToPath(new URL('../../../bench/overhead/build/', import.meta.url));
const kernels = readdirSync(built).map((name) => [name, new Uint8Array(readFileSync(built + name))] as const);

function engineAccepts(bytes: Uint8Array): boolean {
  return WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>);
}

/** A module without its places in the bytes, which encoding changes. */
function withoutOffsets(module: WasmModule): unknown {
  return JSON.parse(
    JSON.stringify(module, (key, value) => {
      if (key === 'offset') return undefined;
      if (typeof value === 'bigint') return `${value}n`;
      return value instanceof Uint8Array ? [...value] : value;
    }),
  );
}

function errorOf(action: () => unknown): { code: ErrorCode; parameters: Record<string, unknown> } {
  try {
    action();
  } catch (error) {
    if (isSuanliError(error)) return { code: error.code, parameters: { ...error.parameters } };
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('decodeModule and encodeModule', () => {
  it.each(kernels)('%s survives a round trip', (_, bytes) => {
    const module = decodeModule(bytes);
    const encoded = encodeModule(module);
    expect(engineAccepts(encoded)).toBe(true);
    expect(withoutOffsets(decodeModule(encoded))).toEqual(withoutOffsets(module));
    expect(encodeModule(decodeModule(encoded))).toEqual(encoded);
  });

  it('random modules survive a round trip', () => {
    for (let seed = 0; seed < 100; seed++) {
      const { bytes } = randomModule(seed);
      expect(encodeModule(decodeModule(bytes)), `seed ${seed}`).toEqual(bytes);
    }
  });

  it('encodes the extremes of every integer in their shortest form', () => {
    const bytes = wat(`(module
      (func (result i64) (i64.const -9223372036854775808))
      (func (result i64) (i64.const 9223372036854775807))
      (func (result i64) (i64.const -64))
      (func (result i64) (i64.const 64))
      (func (result i64) (i64.const 4294967296))
      (func (result i64) (i64.const -4294967297))
      (func (result i32) (i32.const -2147483648))
      (func (result i32) (i32.const 2147483647)))`);
    expect(encodeModule(decodeModule(bytes))).toEqual(bytes);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('#!/bin/sh\necho hello\n')],
    ['a truncated header', Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0)],
    ['a component', Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0)],
  ])('%s is not WebAssembly', (_, bytes) => {
    expect(errorOf(() => decodeModule(bytes)).code).toBe('MACHINE_NOT_WASM');
  });

  it.each([
    ['(module (func (drop (v128.const i64x2 0 0))))', 'SIMD'],
    ['(module (func (param v128)))', 'v128'],
    ['(module (memory 1 1 shared))', 'shared memory'],
    ['(module (memory 1) (func (drop (i32.atomic.load (i32.const 0)))))', 'threads'],
    ['(module (tag))', 'tag section'],
    ['(module (func (param externref)))', 'reference type'],
    ['(module (table 1 externref))', 'table of something else'],
    ['(module (table 1 funcref) (func (drop (table.size 0))))', 'table.size'],
    ['(module (func $f (return_call $f)))', 'return_call'],
    ['(module (table 1 funcref) (func (table.set 0 (i32.const 0) (ref.null func))))', 'ref.null'],
  ])('refuses %s by name and place', (source, name) => {
    const { code, parameters } = errorOf(() => decodeModule(wat(source)));
    expect(code).toBe('MACHINE_UNSUPPORTED');
    expect(String(parameters.feature)).toContain(name);
    expect(Number(parameters.offset)).toBeGreaterThanOrEqual(8);
  });

  it('names the place of a malformed instruction', () => {
    const bytes = wat('(module (func (nop) (nop)))');
    const at = bytes.lastIndexOf(0x01);
    bytes[at] = 0x27;
    expect(errorOf(() => decodeModule(bytes))).toMatchObject({
      code: 'MACHINE_UNSUPPORTED',
      parameters: { feature: 'opcode 0x27', offset: at },
    });
  });

  it('refuses a huge count before it allocates anything', () => {
    const bytes = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 3, 5, 0xff, 0xff, 0x3c, 0, 0);
    expect(errorOf(() => decodeModule(bytes)).code).toBe('MACHINE_MALFORMED');
    const locals = Uint8Array.of(
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0],
      ...[10, 10, 1, 8, 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 0x0b],
    );
    expect(errorOf(() => decodeModule(locals)).code).toBe('MACHINE_LIMIT_EXCEEDED');
  });

  it('takes very deep nesting', () => {
    const depth = 200_000;
    const body = [0, ...new Array<number>(depth).fill(0x02).flatMap((opcode) => [opcode, 0x40])];
    const code = [...body, ...new Array<number>(depth + 1).fill(0x0b)];
    const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);
    const entry = [1, ...leb(code.length), ...code];
    const bytes = Uint8Array.from([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0],
      ...[10, ...leb(entry.length), ...entry],
    ]);
    expect(() => instrument(bytes)).not.toThrow();
  });
});

describe('fuzzing of the decoder', () => {
  const corpus = [
    ...kernels.map(([, bytes]) => bytes),
    ...Array.from({ length: 20 }, (_, seed) => randomModule(seed).bytes),
    wat(`(module
      (type $t (func (param i32 i64) (result f32 f64)))
      (import "env" "f" (func $f (type $t)))
      (import "env" "g" (global $g i32))
      (table 4 8 funcref)
      (memory (export "memory") 1 2)
      (global $m (mut f64) (f64.const nan:0x8000000000001))
      (elem (i32.const 0) $f $f)
      (elem funcref (ref.func $f) (ref.null func))
      (data (global.get $g) "abc")
      (data "passive")
      (start $s)
      (func $s (memory.init 1 (i32.const 0) (i32.const 0) (i32.const 3)) (data.drop 1)
        (table.init 1 (i32.const 0) (i32.const 0) (i32.const 1)) (elem.drop 1)
        (table.copy (i32.const 0) (i32.const 1) (i32.const 1))
        (memory.copy (i32.const 0) (i32.const 1) (i32.const 1))
        (memory.fill (i32.const 0) (i32.const 1) (i32.const 1))
        (drop (memory.grow (i32.const 1)))))`),
  ];
  /** Refusals that are ours: V8 accepts more than the guest language, and knows nothing of imports and exports that we allow. */
  const narrower: readonly ErrorCode[] = [
    'MACHINE_UNSUPPORTED',
    'MACHINE_LIMIT_EXCEEDED',
    'MACHINE_RESERVED_EXPORT',
    'MACHINE_MEMORY_TOO_LARGE',
  ];

  it.each(Array.from({ length: 10 }, (_, batch) => batch))(
    'damaged modules, batch %i: what is accepted is valid',
    (batch) => {
      const random = new Random(batch);
      let accepted = 0;
      let refused = 0;
      for (let round = 0; round < 400; round++) {
        const original = random.pick(corpus);
        let bytes = original.slice();
        const edits = random.chance(70) ? 1 : 2;
        for (let edit = 0; edit < edits; edit++) {
          const at = 8 + random.below(Math.max(1, bytes.length - 8));
          const kind = random.below(12);
          if (kind === 0) bytes = bytes.slice(0, at);
          else if (kind === 1) bytes = Uint8Array.from([...bytes.slice(0, at), random.below(256), ...bytes.slice(at)]);
          else if (kind === 2)
            bytes = Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + 1 + random.below(4))]);
          else if (at < bytes.length) bytes[at] = random.chance(30) ? 0xff : random.below(256);
        }
        const context = `batch ${batch}, round ${round}`;
        let code: ErrorCode | undefined;
        let output: Uint8Array | undefined;
        try {
          const module = decodeModule(bytes);
          output = instrument(bytes, { allowedImports: allowAll(module), maxMemoryPages: 65_536 }).bytes;
        } catch (error) {
          if (!isSuanliError(error)) throw new Error(`${context}: ${String(error)}`, { cause: error });
          code = error.code;
        }
        if (output !== undefined) {
          accepted++;
          expect(engineAccepts(bytes), context).toBe(true);
          expect(engineAccepts(output), context).toBe(true);
        } else {
          refused++;
          if (code !== undefined && !narrower.includes(code))
            expect(engineAccepts(bytes), `${context} ${code}`).toBe(false);
        }
      }
      expect(accepted).toBeGreaterThan(20);
      expect(refused).toBeGreaterThan(100);
    },
  );

  it('takes any bytes', () => {
    const random = new Random(99);
    for (let round = 0; round < 2000; round++) {
      const bytes = Uint8Array.from({ length: 8 + random.below(200) }, () =>
        random.below(random.chance(50) ? 16 : 256),
      );
      bytes.set([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
      try {
        validateModule(decodeModule(bytes));
      } catch (error) {
        if (!isSuanliError(error)) throw error;
      }
    }
  });
});
