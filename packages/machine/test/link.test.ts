import { readdirSync, readFileSync } from 'node:fs';
import {
  decodeOutput,
  encodeOutput,
  encodeTaskInput,
  encodeTemplateInput,
  hashOutput,
  isSuanliError,
  TaskStatus,
} from '@suanli/protocol';
import { describe, expect, test } from 'vitest';
import { wasiPreview1Imports } from '../src/index.ts';
import { type LinkInput, link, runOnEngine, runOnMachine } from './linkRun.ts';

const text = (content: Uint8Array | undefined) => new TextDecoder().decode(content);
const bytes = (content: string) => new TextEncoder().encode(content);
const none = new Uint8Array(0);
const seed = new Uint8Array(32).fill(0xc0);
const guests = new URL('../../executor/guest/', import.meta.url);

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
    return undefined;
  } catch (error) {
    return isSuanliError(error) ? error.code : error;
  }
};

interface Task {
  readonly args?: readonly string[];
  readonly stdin?: Uint8Array;
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

interface Template extends Task {
  readonly env?: Readonly<Record<string, string>>;
  readonly outputBytes?: number;
}

function inputOf(template: Template, task: Task = {}, workLimit = 10_000_000n): LinkInput {
  const { args = [], env = {}, stdin = none, files = {}, outputBytes = 1 << 20 } = template;
  const limits = { work: workLimit, memoryPages: 64, outputBytes, wallMs: 1 };
  return {
    template: encodeTemplateInput({ args, env, stdin, limits }, files),
    task: encodeTaskInput(task, task.files ?? {}),
    seed,
    workLimit,
  };
}

describe('a linked module', () => {
  const hello = readFileSync(new URL('hello.wat', guests), 'utf8');
  test('imports nothing but input, seed and output, and has two memories', () => {
    const { module, bytes: binary } = link(hello);
    expect(new Set(module.imports.map((item) => item.module))).toEqual(new Set(['suanli']));
    expect(module.memories).toHaveLength(2);
    expect(WebAssembly.validate(binary as Uint8Array<ArrayBuffer>)).toBe(true);
    expect(link(hello).bytes).toEqual(binary);
  });
  test('has every function of WASI that may be imported', () => {
    const imports = wasiPreview1Imports.map((item) => {
      if (item.kind !== 'function') throw new Error('no function');
      const params = item.params.length === 0 ? '' : `(param ${item.params.join(' ')})`;
      return `(import "${item.module}" "${item.name}" (func ${params} ${item.results.length === 0 ? '' : '(result i32)'}))`;
    });
    const { bytes: binary } = link(
      `(module ${imports.join('\n')} (memory (export "memory") 1) (func (export "_start")))`,
    );
    expect(WebAssembly.validate(binary as Uint8Array<ArrayBuffer>)).toBe(true);
  });
  test('is refused without an entry or without the memory that its imports need', () => {
    const exit = '(import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))';
    expect(codeOf(() => link('(module)'))).toBe('EXECUTOR_ENTRY_MISSING');
    expect(codeOf(() => link('(module (func (export "_start") (param i32)))'))).toBe('EXECUTOR_ENTRY_MISSING');
    expect(codeOf(() => link(`(module ${exit} (func (export "_start")))`))).toBe('EXECUTOR_MEMORY_MISSING');
    expect(codeOf(() => link('(module (import "a" "b" (func)) (func (export "_start")))'))).toBe(
      'MACHINE_UNKNOWN_IMPORT',
    );
  });
  test('writes its output as every party encodes it', () => {
    const { output, status } = runOnEngine(link(hello), inputOf({}));
    expect(status).toBe(TaskStatus.completed);
    const decoded = decodeOutput(output);
    expect(decoded).toEqual({ exitCode: 0, stdout: bytes('hello\n'), stderr: none, files: {} });
    expect(encodeOutput(decoded)).toEqual(output);
  });
});

describe('the input of a task', () => {
  const strings = link(readFileSync(new URL('strings.wat', guests), 'utf8'));
  const stdoutOf = (template: Template, task: Task) =>
    text(decodeOutput(runOnEngine(strings, inputOf(template, task)).output).stdout);
  test('has arguments that replace those of the template, also by none', () => {
    const template = { args: ['a', ''], env: { B: '2', A: '1' } };
    expect(stdoutOf(template, {})).toBe('task\0a\0\0A=1\0B=2\0');
    expect(stdoutOf(template, { args: ['of the task'] })).toBe('task\0of the task\0A=1\0B=2\0');
    expect(stdoutOf(template, { args: [] })).toBe('task\0A=1\0B=2\0');
  });

  /** Copies /in/data to stdout, then all of stdin. */
  const cat = link(`(module
    (import "wasi_snapshot_preview1" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "fd_readdir" (func $list (param i32 i32 i32 i64 i32) (result i32)))
    (memory (export "memory") 2)
    (data (i32.const 32) "data")
    (func $copy (param $from i32)
      (i32.store (i32.const 0) (i32.const 1024)) (i32.store (i32.const 4) (i32.const 60000))
      (drop (call $read (local.get $from) (i32.const 0) (i32.const 1) (i32.const 4)))
      (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
    (func (export "_start")
      (drop (call $open (i32.const 3) (i32.const 0) (i32.const 32) (i32.const 4) (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 64)))
      (call $copy (i32.load (i32.const 64)))
      (call $copy (i32.const 0))
      (drop (call $list (i32.const 3) (i32.const 1024) (i32.const 60000) (i64.const 2) (i32.const 4)))
      (i32.store (i32.const 0) (i32.const 1024))
      (drop (call $write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8)))))`);
  const catOf = (template: Template, task: Task) => {
    const input = inputOf(template, task);
    const engine = runOnEngine(cat, input);
    const machine = runOnMachine(cat, input);
    expect(machine).toMatchObject({ status: engine.status, work: engine.work, outputHash: hashOutput(engine.output) });
    return decodeOutput(engine.output);
  };
  test('has files that are added to those of the template, and replace them', () => {
    const template = {
      stdin: bytes('template'),
      files: { data: bytes('of the template, more than a leaf long, '), z: none },
    };
    const task = { files: { data: bytes('task '), 'a/b': none } };
    expect(text(catOf(template, {}).stdout)).toBe('of the template, more than a leaf long, template');
    const both = catOf(template, task);
    expect(text(both.stdout)).toBe('task template');
    const names = Array.from(text(both.stderr).matchAll(/a|data|z/g), ([name]) => name);
    expect(names).toEqual(['a', 'data', 'z']);
    expect(text(catOf(template, { stdin: none }).stdout)).toBe('of the template, more than a leaf long, ');
    expect(text(catOf(template, { stdin: bytes('own') }).stdout)).toBe('of the template, more than a leaf long, own');
  });
  test('gives the same run however it is split between template and task', () => {
    const files = { data: new Uint8Array(50_000).map((_, index) => index * 7), b: none };
    const together = runOnEngine(cat, inputOf({ stdin: bytes('in'), files }));
    const apart = runOnEngine(cat, inputOf({ stdin: bytes('not this') }, { stdin: bytes('in'), files }));
    expect(apart).toEqual(together);
  });
  test('that is cut off anywhere neither traps the system nor differs between the roads', () => {
    const whole = inputOf({
      args: ['x'.repeat(40)],
      stdin: bytes('s'),
      files: { data: bytes('d'.repeat(100)), e: none },
    });
    for (let length = 0; length < whole.template.length; length += 32) {
      const input = { ...whole, template: whole.template.subarray(0, length) };
      const engine = runOnEngine(cat, input);
      const machine = runOnMachine(cat, input);
      expect(machine).toMatchObject({
        status: engine.status,
        work: engine.work,
        outputHash: hashOutput(engine.output),
      });
    }
  });
});

describe('engine and machine', () => {
  const programs: [string, string | Uint8Array][] = readdirSync(guests)
    .filter((file) => file.endsWith('.wat'))
    .map((file) => [file, readFileSync(new URL(file, guests), 'utf8')]);
  programs.push(['libc.wasm', readFileSync(new URL('../../executor/test/guest/libc.wasm', import.meta.url))]);
  const inputs = {
    ample: inputOf(
      {
        args: ['one', 'two words'],
        env: { NAME: 'value with spaces' },
        stdin: bytes('first line\nsecond'),
        files: { 'folder/numbers.txt': bytes('12 345') },
        outputBytes: 100_000,
      },
      { files: { data: new Uint8Array(5000).fill(9) } },
      3_000_000n,
    ),
    scarce: inputOf({ outputBytes: 3 }, {}, 8000n),
  };
  test('do not take a shortage of the host for an outcome', () => {
    const flood = link(readFileSync(new URL('stdoutFlood.wat', guests), 'utf8'));
    const input = inputOf({});
    expect(runOnEngine(flood, input).status).toBe(TaskStatus.outputLimit);
    expect(() => runOnEngine(flood, input, 4)).toThrow(RangeError);
  });
  const statuses = new Set<number>();
  test.for(programs)('agree on status, work and output of %s', { timeout: 60_000 }, ([, program]) => {
    let linked: ReturnType<typeof link>;
    try {
      linked = link(program);
    } catch (error) {
      // What no road runs.
      expect(isSuanliError(error)).toBe(true);
      return;
    }
    for (const input of Object.values(inputs)) {
      let engine: ReturnType<typeof runOnEngine> | undefined;
      try {
        engine = runOnEngine(linked, input);
      } catch (error) {
        // A segment that does not fit.
        if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      }
      const output = engine?.output ?? encodeOutput({ exitCode: -1, stdout: none, stderr: none, files: {} });
      const expected = {
        status: engine?.status ?? TaskStatus.trapped,
        work: engine?.work ?? 0n,
        outputHash: hashOutput(output),
      };
      const machine = runOnMachine(linked, input);
      expect(machine).toMatchObject(expected);
      expect(machine.steps).toBeLessThan(64 * Number(machine.work) + 2 ** 24);
      statuses.add(expected.status);
    }
  });
  test('have met every status', () => {
    expect([...statuses].sort()).toEqual(Object.values(TaskStatus));
  });
});
