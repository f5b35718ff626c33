import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ErrorCode, isSuanliError } from '@suanli/protocol';
import { describe, expect, it } from 'vitest';
import { callByBits } from '../conformance/wast/callByBits.ts';
import { injectedExports, instrument, trapKinds } from '../src/index.ts';
import { hostFunction, metered } from './metered.ts';
import { randomModule } from './oracle/randomModule.ts';
import { wat } from './wat.ts';

const plenty = 1n << 50n;

function codeOf(action: () => unknown): ErrorCode | undefined {
  try {
    action();
  } catch (error) {
    if (isSuanliError(error)) return error.code;
    throw error;
  }
  return undefined;
}

describe('bytes', () => {
  const built = fileURLToPath(new URL('../../../bench/overhead/build/', import.meta.url));

  it('are the same on every run', () => {
    for (let seed = 0; seed < 30; seed++) {
      const { bytes } = randomModule(seed);
      expect(instrument(bytes).bytes).toEqual(instrument(bytes.slice()).bytes);
    }
  });

  it('are the same in every version of this package, for real programs', () => {
    // A change here changes what parties to a deal compute: it is a new version of the machine.
    const digests = readdirSync(built)
      .sort()
      .map((name) => {
        const { bytes } = instrument(new Uint8Array(readFileSync(built + name)));
        return `${name} ${createHash('sha256').update(bytes).digest('hex')}`;
      });
    expect(digests).toMatchSnapshot();
  });
});

describe('work', () => {
  // Branches of different cost, a loop in a loop, calls of all three kinds, and early exits.
  const program = wat(`(module
    (memory 1)
    (table funcref (elem $called))
    (type $t (func (param i32) (result i32)))
    (func $constant (param i32) (result i32) (i32.add (local.get 0) (i32.const 3)))
    (func $shallow (param i32) (result i32)
      (if (i32.and (local.get 0) (i32.const 1)) (then (return (i32.mul (local.get 0) (i32.const 3)))))
      (local.get 0))
    (func $called (param i32) (result i32)
      (loop $again (br_if $again (i32.gt_s (local.tee 0 (i32.sub (local.get 0) (i32.const 5))) (i32.const 0))))
      (local.get 0))
    (func (export "run") (param i32) (result i32) (local i32 i32)
      (block $out
        (loop $outer
          (local.set 2 (i32.const 3))
          (loop $inner
            (local.set 1 (i32.add (local.get 1) (call $constant (local.get 2))))
            (i32.store (i32.const 8) (local.get 1))
            (br_if $inner (local.tee 2 (i32.sub (local.get 2) (i32.const 1)))))
          (local.set 1 (i32.add (local.get 1) (call $shallow (local.get 1))))
          (local.set 1 (i32.xor (local.get 1) (call_indirect (type $t) (local.get 0) (i32.const 0))))
          (br_if $out (i32.eq (local.get 0) (i32.const 100)))
          (br_if $outer (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
      (local.get 1)))`);

  it('is the same on every run', () => {
    const first = metered(program).call('run', plenty, 20);
    const { call } = metered(program);
    for (let run = 0; run < 100; run++) expect(call('run', plenty, 20)).toEqual(first);
    expect(first.work).toBeGreaterThan(500n);
  });

  it('grows with what there is to do', () => {
    const { call } = metered(program);
    let before = 0n;
    for (let size = 1; size < 40; size++) {
      const { work } = call('run', plenty, size);
      expect(work).toBeGreaterThan(before);
      before = work;
    }
  });

  it('ends normally if and only if the limit suffices, and never bills more', () => {
    const { call } = metered(program);
    const full = call('run', plenty, 6);
    for (let limit = 0n; limit <= full.work + 20n; limit++) {
      const outcome = call('run', limit, 6);
      if (limit < full.work) {
        expect(outcome).toEqual({
          result: undefined,
          error: 'RuntimeError: unreachable',
          trap: trapKinds.outOfWork,
          work: limit,
        });
      } else {
        expect(outcome).toEqual(full);
      }
    }
  });

  it('runs at most one piece of straight code beyond the limit', () => {
    const bytes = wat(`(module (memory (export "memory") 1)
      (func (export "run")
        (loop $forever
          (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
          (br $forever))))`);
    for (let limit = 0n; limit < 200n; limit++) {
      const guest = metered(bytes);
      expect(guest.call('run', limit).trap).toBe(trapKinds.outOfWork);
      const iterations = new DataView((guest.exports.memory as WebAssembly.Memory).buffer).getUint32(0, true);
      // Seven instructions make an iteration: two constants, a load, a constant, an addition, a store, a branch.
      expect(iterations).toBe(Number(limit / 7n));
    }
  });

  it('stops what never ends, whatever way it goes on', () => {
    const bytes = wat(`(module
      (table funcref (elem $indirect))
      (type $v (func))
      (func (export "loop") (loop $l (br $l)))
      (func (export "table") (loop $l (br_table $l $l (i32.const 0))))
      (func (export "nested") (loop $a (loop $b (loop $c (br_if $c (i32.const 0)) (br $a)))))
      (func $tree (param i32) (if (local.get 0) (then
        (call $tree (i32.sub (local.get 0) (i32.const 1))) (call $tree (i32.sub (local.get 0) (i32.const 1))))))
      (func (export "tree") (call $tree (i32.const 60)))
      (func $indirect (export "indirect"))
      (func (export "calls") (loop $l (call_indirect (type $v) (i32.const 0)) (br $l)))
      (func $a0) (func $a1 (call $a0) (call $a0)) (func $a2 (call $a1) (call $a1)) (func $a3 (call $a2) (call $a2))
      (func (export "constant") (loop $l (call $a3) (br $l))))`);
    const { call } = metered(bytes);
    for (const name of ['loop', 'table', 'nested', 'tree', 'calls', 'constant']) {
      expect(call(name, 1_000_000n), name).toMatchObject({ trap: trapKinds.outOfWork, work: 1_000_000n });
    }
  });

  it('has no limit until the host sets one', () => {
    const { exports } = metered(wat('(module (func (export "run") (nop) (drop (i32.const 1))))'));
    expect(() => (exports.run as () => void)()).toThrow(WebAssembly.RuntimeError);
    expect((exports[injectedExports.trap] as WebAssembly.Global).value).toBe(trapKinds.outOfWork);
  });

  it('of bulk instructions goes by their size, and is paid before they run', () => {
    const bytes = wat(`(module (memory (export "memory") 1) (table 100 funcref) (elem func $f $f $f $f) (func $f)
      (data "0123456789abcdef0123456789abcdef")
      (func (export "fill") (param i32) (memory.fill (i32.const 0) (i32.const 7) (local.get 0)))
      (func (export "copy") (param i32) (memory.copy (i32.const 9) (i32.const 0) (local.get 0)))
      (func (export "init") (param i32) (memory.init 0 (i32.const 0) (i32.const 0) (local.get 0)))
      (func (export "fixed") (memory.fill (i32.const 0) (i32.const 7) (i32.const 80)))
      (func (export "tableCopy") (param i32) (table.copy (i32.const 0) (i32.const 1) (local.get 0)))
      (func (export "tableInit") (param i32) (table.init 0 (i32.const 0) (i32.const 0) (local.get 0))))`);
    const guest = metered(bytes);
    const { call } = guest;
    for (const name of ['fill', 'copy', 'init']) {
      expect(call(name, plenty, 32).work - call(name, plenty, 0).work, name).toBe(4n);
    }
    expect(call('fill', plenty, 60_000).work - call('fill', plenty, 0).work).toBe(7500n);
    expect(call('fixed', plenty).work).toBe(4n + 10n);
    expect(call('tableCopy', plenty, 90).work - call('tableCopy', plenty, 0).work).toBe(90n);
    expect(call('tableInit', plenty, 4).work - call('tableInit', plenty, 0).work).toBe(4n);
    const memory = new Uint8Array((guest.exports.memory as WebAssembly.Memory).buffer).fill(0);
    expect(call('fill', 100n, 60_000)).toMatchObject({ trap: trapKinds.outOfWork, work: 100n });
    expect(memory[0]).toBe(0);
    expect(call('fill', plenty, 65_537)).toMatchObject({
      trap: trapKinds.none,
      error: 'RuntimeError: memory access out of bounds',
    });
    expect(memory[0]).toBe(0);
    expect(call('copy', 1000n, -1)).toMatchObject({ trap: trapKinds.outOfWork });
  });

  it('of memory.grow goes by the pages it got', () => {
    const { call } = metered(
      wat('(module (memory 1 4) (func (export "run") (param i32) (result i32) (memory.grow (local.get 0))))'),
    );
    const none = call('run', plenty, 0);
    expect(none.result).toBe(1);
    expect(call('run', plenty, 2).work - none.work).toBe(2n * 8192n);
    const refused = call('run', plenty, 2);
    expect(refused.result).toBe(-1);
    expect(refused.work).toBe(none.work);
  });

  it('is exact when the guest calls the host, which may lower it', () => {
    const seen: bigint[] = [];
    const bytes = wat(`(module (import "env" "host" (func $host (param i32) (result i32)))
      (func (export "run") (result i32) (local i32)
        (loop $l (local.set 0 (i32.add (local.get 0) (i32.const 1)))
          (br_if $l (i32.lt_s (call $host (local.get 0)) (i32.const 3))))
        (local.get 0)))`);
    const env = {
      host: (value: number): number => {
        const left = guest.exports[injectedExports.workLeft] as WebAssembly.Global;
        seen.push(left.value as bigint);
        left.value = (left.value as bigint) - 1000n;
        return value;
      },
    };
    const guest = metered(bytes, { allowedImports: [hostFunction('host', ['i32'], ['i32'])] }, { env });
    const { result, work } = guest.call('run', 100_000n);
    expect(result).toBe(3);
    // Nine instructions an iteration, paid as it begins, then one for the last local.get.
    expect(seen).toEqual([99_990n, 98_981n, 97_972n]);
    expect(work).toBe(3n * 9n + 1n + 3000n);
    expect(guest.call('run', 2015n)).toMatchObject({ trap: trapKinds.outOfWork, work: 2015n });
  });

  it('of a run that traps leaves out at most the piece the trap was in', () => {
    const { call } = metered(
      wat(`(module (func (export "run") (param i32)
        (loop $l (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
        (unreachable)))`),
    );
    const outcome = call('run', plenty, 1000);
    expect(outcome.trap).toBe(trapKinds.none);
    expect(outcome.work).toBeGreaterThanOrEqual(5000n);
    expect(outcome.work).toBeLessThanOrEqual(5001n);
    expect(call('run', plenty, 1000)).toEqual(outcome);
  });
});

describe('canonical NaN', () => {
  const canonical32 = 0x7fc00000n;
  const canonical64 = 0x7ff8000000000000n;
  const payload32 = 0xffa12345n;
  const payload64 = 0xfff4123456789abcn;

  const program = wat(`(module (memory (export "memory") 1)
    (global $g (mut f64) (f64.const 0))
    (func (export "moved") (param f64) (result f64) (local f64)
      (local.set 1 (local.get 0)) (f64.store (i32.const 0) (local.get 1)) (global.set $g (f64.load (i32.const 0)))
      (select (global.get $g) (f64.const 1) (i32.const 1)))
    (func (export "moved32") (param f32) (result f32) (f32.store (i32.const 0) (local.get 0)) (f32.load (i32.const 0)))
    (func (export "added") (param f64 f64) (result f64) (f64.add (local.get 0) (local.get 1)))
    (func (export "stored") (param f64) (result i64)
      (f64.store (i32.const 8) (f64.sub (local.get 0) (local.get 0))) (i64.load (i32.const 8)))
    (func (export "reinterpreted") (param f32) (result i32) (i32.reinterpret_f32 (f32.sqrt (local.get 0))))
    (func (export "negated") (param f64) (result f64) (f64.neg (f64.mul (local.get 0) (f64.const 2))))
    (func (export "negatedPayload") (param f64) (result f64) (f64.neg (local.get 0)))
    (func (export "signOf") (param f64) (result f64) (f64.copysign (f64.const 1) (f64.sub (local.get 0) (local.get 0))))
    (func (export "demoted") (param f64) (result f32) (f32.demote_f64 (local.get 0)))
    (func (export "promoted") (param f32) (result f64) (f64.promote_f32 (local.get 0)))
    (func (export "selected") (param f64 i32) (result f64)
      (select (local.get 0) (f64.add (local.get 0) (f64.const 1)) (local.get 1)))
    (func (export "met") (param f64 i32) (result f64) (local f64)
      (local.set 2 (local.get 0))
      (if (local.get 1) (then (local.set 2 (f64.div (local.get 0) (f64.const 3)))))
      (local.get 2))
    (func (export "loop") (param f64 i32) (result f64) (local f64)
      (local.set 2 (local.get 0))
      (block $end (loop $l
        (br_if $end (i32.eqz (local.get 1)))
        (local.set 2 (f64.add (local.get 2) (f64.const 1)))
        (local.set 1 (i32.sub (local.get 1) (i32.const 1)))
        (br $l)))
      (local.get 2))
    (func (export "joined") (param f64 i32 i32) (result f64) (local f64)
      (if (local.get 1)
        (then (local.set 3 (f64.add (local.get 0) (f64.const 1))))
        (else (local.set 3 (f64.mul (local.get 0) (f64.const 2)))))
      (if (local.get 2) (then (local.set 3 (local.get 0))))
      (local.get 3))
    (func (export "carried") (param f64 i32) (result f64) (local f64)
      (local.set 2 (f64.add (local.get 0) (f64.const 1)))
      (loop $l
        (f64.store (i32.const 0) (local.get 2))
        (local.set 2 (local.get 0))
        (br_if $l (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
      (f64.load (i32.const 0)))
    (func (export "dense") (param f64) (result i64)
      (f64.store (i32.const 0) (f64.div (f64.sub (f64.mul (f64.add (f64.mul (local.get 0) (f64.const 2)) (f64.const 1)) (f64.const 4)) (f64.const 4)) (f64.const 8)))
      (i64.load (i32.const 0)))
    (func (export "dense32") (param f32) (result i32)
      (f32.store (i32.const 0) (f32.div (f32.sub (f32.mul (f32.add (f32.mul (local.get 0) (f32.const 2)) (f32.const 1)) (f32.const 4)) (f32.const 4)) (f32.const 8)))
      (i32.load (i32.const 0)))
    (func (export "compared") (param f64) (result i32)
      (f64.ne (f64.add (local.get 0) (f64.const 1)) (f64.add (local.get 0) (f64.const 1))))
    (func (export "rounded") (param f64) (result f64) (f64.nearest (local.get 0))))`);
  const { exports } = metered(program);
  const left = exports[injectedExports.workLeft] as WebAssembly.Global;
  type Type = Parameters<typeof callByBits>[1];
  const f64: Type = { params: ['f64'], results: ['f64'] };
  const f64i32: Type = { params: ['f64', 'i32'], results: ['f64'] };

  const f64i32i32: Type = { params: ['f64', 'i32', 'i32'], results: ['f64'] };

  it.each([
    ['moved', f64, [payload64], payload64],
    ['moved32', { params: ['f32'], results: ['f32'] }, [payload32], payload32],
    ['added', { params: ['f64', 'f64'], results: ['f64'] }, [payload64, 0n], canonical64],
    ['added', { params: ['f64', 'f64'], results: ['f64'] }, [0x7ff0000000000000n, 0xfff0000000000000n], canonical64],
    ['stored', { params: ['f64'], results: ['i64'] }, [payload64], canonical64],
    ['stored', { params: ['f64'], results: ['i64'] }, [0x7ff0000000000000n], canonical64],
    ['reinterpreted', { params: ['f32'], results: ['i32'] }, [0xbf800000n], canonical32],
    ['negated', f64, [payload64], canonical64 | (1n << 63n)],
    ['negatedPayload', f64, [payload64], payload64 ^ (1n << 63n)],
    ['signOf', f64, [payload64], 0x3ff0000000000000n],
    ['demoted', { params: ['f64'], results: ['f32'] }, [payload64], canonical32],
    ['promoted', { params: ['f32'], results: ['f64'] }, [payload32], canonical64],
    ['selected', f64i32, [payload64, 1n], payload64],
    ['selected', f64i32, [payload64, 0n], canonical64],
    ['met', f64i32, [payload64, 0n], payload64],
    ['met', f64i32, [payload64, 1n], canonical64],
    ['loop', f64i32, [payload64, 0n], payload64],
    ['loop', f64i32, [payload64, 3n], canonical64],
    ['joined', f64i32i32, [payload64, 0n, 0n], canonical64],
    ['joined', f64i32i32, [payload64, 1n, 0n], canonical64],
    ['joined', f64i32i32, [payload64, 1n, 1n], payload64],
    ['carried', f64i32, [payload64, 1n], canonical64],
    ['carried', f64i32, [payload64, 2n], payload64],
    ['dense', { params: ['f64'], results: ['i64'] }, [payload64], canonical64],
    ['dense', { params: ['f64'], results: ['i64'] }, [0xfff8000000000000n], canonical64],
    ['dense', { params: ['f64'], results: ['i64'] }, [0x7ff0000000000001n], canonical64],
    ['dense', { params: ['f64'], results: ['i64'] }, [0x7ff0000000000000n], 0x7ff0000000000000n],
    ['dense', { params: ['f64'], results: ['i64'] }, [0xfff0000000000000n], 0xfff0000000000000n],
    ['dense', { params: ['f64'], results: ['i64'] }, [0xbff0000000000000n], 0xbff0000000000000n],
    ['dense', { params: ['f64'], results: ['i64'] }, [0n], 0n],
    ['dense32', { params: ['f32'], results: ['i32'] }, [payload32], canonical32],
    ['dense32', { params: ['f32'], results: ['i32'] }, [0xffc00000n], canonical32],
    ['dense32', { params: ['f32'], results: ['i32'] }, [0x7f800001n], canonical32],
    ['dense32', { params: ['f32'], results: ['i32'] }, [0x7f800000n], 0x7f800000n],
    ['dense32', { params: ['f32'], results: ['i32'] }, [0xff800000n], 0xff800000n],
    ['dense32', { params: ['f32'], results: ['i32'] }, [0xbf800000n], 0xbf800000n],
    ['compared', { params: ['f64'], results: ['i32'] }, [payload64], 1n],
    ['rounded', f64, [payload64], canonical64],
  ] as [string, Type, bigint[], bigint][])('%s%#', (name, type, args, expected) => {
    left.value = plenty;
    expect(callByBits(exports[name], type, args)).toEqual([expected]);
  });

  it('costs nothing where no one sees the bits', () => {
    const bytes = wat(`(module (func (export "run") (param f64 f64 i32) (result i32) (local f64)
      (loop $l
        (local.set 3 (f64.add (f64.mul (local.get 3) (local.get 0)) (f64.sqrt (local.get 1))))
        (br_if $l (local.tee 2 (i32.sub (local.get 2) (i32.const 1)))))
      (f64.gt (local.get 3) (f64.const 4))))`);
    const text = Buffer.from(instrument(bytes).bytes).toString('hex');
    expect(text).not.toContain('44000000000000f87f');
  });
});

describe('memory', () => {
  it('is capped, and refuses to grow beyond', () => {
    const source =
      '(module (memory (export "memory") 2) (func (export "run") (param i32) (result i32) (memory.grow (local.get 0))))';
    const { memory } = instrument(wat(source), { maxMemoryPages: 5 });
    expect(memory).toEqual({ minimum: 2, maximum: 5 });
    const guest = metered(wat(source), { maxMemoryPages: 5 });
    expect(guest.call('run', plenty, 4).result).toBe(-1);
    expect(guest.call('run', plenty, 3).result).toBe(2);
    expect(guest.call('run', plenty, 1).result).toBe(-1);
    expect((guest.exports.memory as WebAssembly.Memory).buffer.byteLength).toBe(5 * 65_536);
  });

  it('keeps a smaller maximum of its own', () => {
    expect(instrument(wat('(module (memory 1 3))')).memory).toEqual({ minimum: 1, maximum: 3 });
    expect(instrument(wat('(module (memory 1))')).memory).toEqual({ minimum: 1, maximum: 1024 });
    expect(instrument(wat('(module)')).memory).toBeUndefined();
  });

  it('is refused where it begins above the cap', () => {
    expect(codeOf(() => instrument(wat('(module (memory 1025))')))).toBe('MACHINE_MEMORY_TOO_LARGE');
    expect(codeOf(() => instrument(wat('(module (memory 1024))')))).toBeUndefined();
  });
});

describe('imports and exports', () => {
  const bytes = wat('(module (import "env" "f" (func (param i32) (result i64))) (func (export "run")))');

  it('refuses imports that nobody provides, by name', () => {
    try {
      instrument(bytes);
      expect.unreachable();
    } catch (error) {
      expect(isSuanliError(error, 'MACHINE_UNKNOWN_IMPORT')).toBe(true);
      expect(error).toMatchObject({ parameters: { module: 'env', name: 'f', kind: 'function' } });
    }
    for (const kind of ['(memory 1)', '(table 1 funcref)', '(global i32)']) {
      expect(codeOf(() => instrument(wat(`(module (import "a" "b" ${kind}))`)))).toBe('MACHINE_UNKNOWN_IMPORT');
    }
  });

  it('refuses an import of another type', () => {
    const allow = (params: 'i32'[], results: ('i32' | 'i64')[]): (() => unknown) => {
      return () => instrument(bytes, { allowedImports: [hostFunction('f', params, results)] });
    };
    expect(codeOf(allow(['i32'], ['i32']))).toBe('MACHINE_IMPORT_TYPE');
    expect(codeOf(allow([], ['i64']))).toBe('MACHINE_IMPORT_TYPE');
    expect(codeOf(allow(['i32'], ['i64']))).toBeUndefined();
  });

  it('allows other imports that are listed', () => {
    const source = wat(`(module (import "env" "m" (memory 1)) (import "env" "g" (global (mut i32)))
      (import "env" "t" (table 1 funcref)) (func (export "run") (result i32) (i32.load (global.get 0))))`);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const guest = metered(
      source,
      {
        allowedImports: [
          { module: 'env', name: 'm', kind: 'memory' },
          { module: 'env', name: 'g', kind: 'global', type: { type: 'i32', mutable: true } },
          { module: 'env', name: 't', kind: 'table' },
        ],
      },
      {
        env: {
          m: memory,
          g: new WebAssembly.Global({ value: 'i32', mutable: true }, 16),
          t: new WebAssembly.Table({ element: 'anyfunc', initial: 1 }),
        },
      },
    );
    new DataView(memory.buffer).setInt32(16, 77, true);
    expect(guest.call('run', plenty).result).toBe(77);
  });

  it('passes on an import that is exported again', () => {
    const guest = metered(
      wat('(module (import "env" "f" (func $f (param f64 i64) (result i64 f64))) (export "f" (func $f)))'),
      { allowedImports: [hostFunction('f', ['f64', 'i64'], ['i64', 'f64'])] },
      { env: { f: (a: number, b: bigint) => [b + 1n, a * 2] } },
    );
    expect(guest.call('f', plenty, 1.5, 41n).result).toEqual([42n, 3]);
  });

  it('refuses reserved export names', () => {
    expect(codeOf(() => instrument(wat('(module (func (export "__suanli_start")))')))).toBe('MACHINE_RESERVED_EXPORT');
  });

  it('describes the exports of the guest', () => {
    const { exports } = instrument(
      wat('(module (memory (export "memory") 1) (func (export "f") (param i32) (result f64) (f64.const 1)))'),
    );
    expect(exports).toEqual([
      { name: 'memory', kind: 'memory', type: undefined },
      { name: 'f', kind: 'function', type: { params: ['i32'], results: ['f64'] } },
    ]);
  });
});

describe('start function', () => {
  const bytes = wat(`(module (global $g (mut i32) (i32.const 0)) (start $s)
    (func $s (loop $l (br_if $l (i32.lt_s (global.get $g) (i32.const 10)) (global.set $g (i32.add (global.get $g) (i32.const 1))))))
    (func (export "run") (result i32) (global.get $g)))`);

  it('waits for the host, under its limit', () => {
    expect(instrument(bytes).hasStart).toBe(true);
    const guest = metered(bytes);
    expect(guest.call('run', plenty).result).toBe(0);
    expect(guest.call(injectedExports.start, 20n)).toMatchObject({ trap: trapKinds.outOfWork, work: 20n });
    const fresh = metered(bytes);
    expect(fresh.call(injectedExports.start, plenty).error).toBeUndefined();
    expect(fresh.call('run', plenty).result).toBe(11);
  });

  it('does not exist where the guest has none', () => {
    const instrumented = instrument(wat('(module)'));
    expect(instrumented.hasStart).toBe(false);
    expect(Object.keys(metered(wat('(module)')).exports).sort()).toEqual(
      [injectedExports.stackLeft, injectedExports.trap, injectedExports.workLeft].sort(),
    );
  });
});

describe('options', () => {
  it.each([
    { maxMemoryPages: -1 },
    { maxMemoryPages: 65_537 },
    { maxMemoryPages: 1.5 },
    { maxStackCost: 0 },
    { maxStackCost: Number.NaN },
  ])('refuses %o', (options) => {
    expect(codeOf(() => instrument(wat('(module)'), options))).toBe('MACHINE_INVALID_OPTION');
  });
});
