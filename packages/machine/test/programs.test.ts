import { readFileSync } from 'node:fs';
import { createWasmExecutor } from '@suanli/executor/wasm';
import { encodeInputRecords, encodeOutput, hashOutput, TaskStatus } from '@suanli/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContractJudge, startContractJudge } from '../conformance/startContractJudge.ts';
import {
  createInterpreter,
  instrument,
  linkedExports,
  linkSystem,
  lowerModule,
  wasiPreview1Imports,
} from '../src/index.ts';
import { runOnMachine } from './linkRun.ts';
import { Random } from './oracle/random.ts';

const root = new URL('../../../', import.meta.url);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const limits = { work: 200_000_000n, memoryPages: 256, outputBytes: 1 << 20, wallMs: 60_000 };
const seed = new Uint8Array(32).fill(0xc0);
const none = { args: [], env: {}, stdin: new Uint8Array(0), inputs: {} };

const programs = [
  {
    name: 'C with its library (clang -O2)',
    path: 'packages/executor/test/guest/libc.wasm',
    input: {
      args: ['one', 'two words'],
      env: { NAME: 'value with spaces' },
      stdin: bytes('first line\nsecond'),
      inputs: { 'folder/numbers.txt': bytes('12 345') },
    },
  },
  { name: 'C (clang)', path: 'examples/hello-c/hello.wasm', input: { ...none, args: ['world'], stdin: bytes('a\nb') } },
  {
    name: 'C that reads files (clang)',
    path: 'examples/word-count/word-count.wasm',
    input: { ...none, inputs: { 'english.txt': readFileSync(new URL('examples/word-count/english.txt', root)) } },
  },
  {
    name: 'AssemblyScript',
    path: 'examples/hello-assemblyscript/hello.wasm',
    input: { ...none, args: ['Ada', '世界'], stdin: bytes('One line,\nand another.\n') },
  },
] as const;

const executor = createWasmExecutor({ slots: 1 });
let judge: ContractJudge;
beforeAll(async () => {
  await executor.start();
  judge = await startContractJudge();
}, 60_000);
afterAll(async () => {
  await executor.stop();
  await judge?.stop();
});

describe.each(programs)('$name', ({ path, input }) => {
  const guest = new Uint8Array(readFileSync(new URL(path, root)));
  const linked = linkSystem(
    instrument(guest, { allowedImports: wasiPreview1Imports, maxMemoryPages: limits.memoryPages }),
  );
  const { args, env, stdin, inputs } = input;
  const template = Buffer.concat(
    encodeInputRecords({ outputBytes: limits.outputBytes, args, env, stdin, files: inputs }),
  );
  const own = { template, task: new Uint8Array(32), seed, workLimit: limits.work };

  it('ends on the machine as on the executor: output, work and status', async () => {
    const { moduleHash } = await executor.prepare(guest, { memoryPages: limits.memoryPages });
    const seedHex = `0x${Buffer.from(seed).toString('hex')}` as const;
    const outcome = await executor.execute({ ...input, moduleHash, limits, seed: seedHex });
    expect(outcome.status).toBe(TaskStatus.completed);
    const { status, work, outputHash, steps } = runOnMachine(linked, own);
    expect({ status, work, outputHash }).toEqual({
      status: outcome.status,
      work: outcome.work,
      outputHash: hashOutput(encodeOutput(outcome.output)),
    });
    expect(steps).toBeGreaterThan(1000);
  });

  it('takes pieces of its run as the contract does', async () => {
    const program = lowerModule(linked.module, {
      entry: linkedExports.run,
      finish: linkedExports.finish,
      workLimit: limits.work,
      outputBytes: limits.outputBytes,
    });
    const end = createInterpreter(program, own);
    end.run(2 ** 40);
    const machine = createInterpreter(program, own);
    const random = new Random(end.steps);
    const before = judge.steps;
    const starts = [0, ...Array.from({ length: 12 }, () => random.below(end.steps)), end.steps - 60].sort(
      (a, b) => a - b,
    );
    for (const start of starts) {
      if (start > machine.steps) machine.run(start - machine.steps);
      judge.begin(`${path} from ${machine.steps}`);
      for (let step = 0; step < 60 && !machine.halted; step++) {
        judge.step(program.opcodes[machine.state.pc] ?? 0, machine.witness());
        machine.run(1);
      }
      judge.end(machine.header());
      await judge.ready();
    }
    await judge.settled();
    expect(judge.disagreements).toEqual([]);
    expect(judge.steps - before).toBeGreaterThan(500);
    expect(machine.halted).toBe(true);
    expect(machine.hash()).toEqual(end.hash());
  });
});
