// Steps of programs, by the interpreter and its witnesses, judged by the deployed Machine and by the machine's own judge.
import { readFileSync } from 'node:fs';
import {
  createInterpreter,
  type Interpreter,
  injectedExports,
  instrument,
  judgeStep,
  linkedExports,
  lowerModule,
  type Program,
} from '@suanli/machine';
import { encodeTaskInput, encodeTemplateInput, isSuanliError, machineAbi } from '@suanli/protocol';
import { bytesToHex, type Hex, hexToBytes, toFunctionSelector } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { link } from '../../../packages/machine/test/linkRun.ts';
import { Random } from '../../../packages/machine/test/oracle/random.ts';
import { randomModule } from '../../../packages/machine/test/oracle/randomModule.ts';
import { type Judge, type JudgedStep, startJudge } from './startJudge.ts';

interface TakenStep extends JudgedStep {
  readonly next: Hex;
  readonly what: string;
}

const noInput = { template: new Uint8Array(0), task: new Uint8Array(0), seed: new Uint8Array(32) };
const seen = new Set<number>();

/** Takes a step and keeps it; undefined where there is none to take. */
function takeStep(machine: Interpreter, program: Program): TakenStep | undefined {
  if (machine.returned) return undefined;
  const { pc } = machine.state;
  const [state, witness] = [bytesToHex(machine.hash()), bytesToHex(machine.witness())];
  if (machine.run(1) === 0) return undefined;
  const opcode = program.opcodes[pc] ?? 0;
  seen.add(opcode);
  return { state, witness, next: bytesToHex(machine.hash()), what: `pc ${pc}, opcode ${opcode.toString(16)}` };
}

function takeSteps(machine: Interpreter, program: Program, most: number): TakenStep[] {
  const steps: TakenStep[] = [];
  while (steps.length < most) {
    const step = takeStep(machine, program);
    if (step === undefined) break;
    steps.push(step);
  }
  return steps;
}

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
afterAll(() => judge?.stop());

async function expectJudged(steps: readonly TakenStep[]): Promise<void> {
  const answers = await judge.steps(steps);
  const wrong = steps.flatMap((step, i) => (answers[i] === step.next ? [] : [`${step.what}: ${answers[i]}`]));
  expect(wrong.slice(0, 5)).toEqual([]);
}

const programOf = (bytes: Uint8Array): Program => lowerModule(instrument(bytes).module, { exports: true });

function randomSteps(seed: number): TakenStep[] {
  const { bytes, types } = randomModule(seed);
  const program = programOf(bytes);
  const machine = createInterpreter(program, noInput);
  const random = new Random(seed);
  return types.flatMap(({ params }, index) => {
    const args = params.map((type) =>
      BigInt.asUintN(type.endsWith('32') ? 32 : 64, (BigInt(random.u32()) << 32n) | BigInt(random.u32())),
    );
    machine.setGlobal(injectedExports.workLeft, 5000n);
    machine.begin(`f${index}`, args);
    return takeSteps(machine, program, 80);
  });
}

function programPieces(name: string): TakenStep[] {
  const program = programOf(readFileSync(new URL(`../../../bench/overhead/build/${name}.wasm`, import.meta.url)));
  const machine = createInterpreter(program, noInput);
  const random = new Random(name.length);
  machine.setGlobal(injectedExports.workLeft, 1n << 40n);
  machine.begin('run', [1n]);
  return Array.from({ length: 12 }).flatMap(() => {
    machine.run(random.below(100_000));
    return takeSteps(machine, program, 60);
  });
}

/** The first steps of each opcode, and some on the way, of a whole run. */
function sampledRun(source: string | Uint8Array, workLimit: bigint): TakenStep[] {
  const linked = link(source);
  const limits = { work: workLimit, memoryPages: 64, outputBytes: 4096, wallMs: 1 };
  const bytes = (text: string) => new TextEncoder().encode(text);
  const file = new Uint8Array(5000).map((_, i) => i * 7 + (i >> 8));
  const template = { args: ['program', 'one'], env: { HOME: '/in' }, stdin: bytes('what is read'), limits };
  const program = lowerModule(linked.module, {
    entry: linkedExports.run,
    finish: linkedExports.finish,
    workLimit,
    outputBytes: limits.outputBytes,
  });
  const machine = createInterpreter(program, {
    template: encodeTemplateInput(template, { data: file }),
    task: encodeTaskInput({}, { more: file.slice(1000) }),
    seed: new Uint8Array(32).fill(0xc0),
  });
  const counts = new Map<number, number>();
  const steps: TakenStep[] = [];
  for (let number = 0; !machine.halted && number < 400_000; number++) {
    const opcode = program.opcodes[machine.state.pc] ?? 0;
    const count = (counts.get(opcode) ?? 0) + 1;
    counts.set(opcode, count);
    if (count > 12 && number % 997 !== 0) machine.run(1);
    else steps.push(...takeSteps(machine, program, 1));
  }
  machine.run(2 ** 40);
  expect(machine.halted).toBe(true);
  const halted = bytesToHex(machine.hash());
  return [...steps, { state: halted, witness: bytesToHex(machine.witness()), next: halted, what: 'halted' }];
}

const libc = new URL('../../../packages/executor/test/guest/libc.wasm', import.meta.url);
const trapping = `(module (memory (export "memory") 1) (table 4 funcref) (elem (i32.const 0) $one)
  (type $none (func)) (type $int (func (result i32)))
  (func $one (type $int) (i32.const 1))
  (func (export "_start")
    (drop (memory.grow (i32.const 1)))
    (table.copy (i32.const 1) (i32.const 0) (i32.const 3))
    (drop (call_indirect (type $int) (i32.const 1)))
    (call_indirect (type $none) (i32.const 0))))`;

describe('the deployed Machine steps as the interpreter does', () => {
  test.each(Array.from({ length: 6 }, (_, batch) => batch))('in random modules, batch %i', async (batch) => {
    const steps = Array.from({ length: 5 }, (_, i) => randomSteps(5 * batch + i)).flat();
    expect(steps.length).toBeGreaterThan(300);
    await expectJudged(steps);
  });

  test.each(['sha256', 'sort', 'nbody', 'json', 'lz'])('in pieces of %s', async (name) => {
    await expectJudged(programPieces(name));
  });

  test.each<[string, () => string | Uint8Array, bigint]>([
    ['a program of a C library that reads its inputs and writes', () => readFileSync(libc), 50_000_000n],
    ['one that traps', () => trapping, 100_000n],
    ['one without work to spend', () => trapping, 1n],
  ])('in a run of %s, to the end', async (_what, source, workLimit) => {
    const steps = sampledRun(source(), workLimit);
    expect(steps.length).toBeGreaterThan(100);
    await expectJudged(steps);
  });

  test('and nearly every instruction came up', () => {
    const control = Array.from({ length: 0x1c }, (_, opcode) => opcode).filter((opcode) => !seen.has(opcode));
    expect(control).toEqual([]);
    expect(seen.size).toBeGreaterThan(120);
  });
});

describe('both judges refuse', () => {
  const selectors = new Map(
    machineAbi.flatMap((item) => {
      if (item.type !== 'error') return [];
      const code = item.name.replace(/(?<=.)[A-Z]/g, '_$&').toUpperCase();
      return [[code, toFunctionSelector(`${item.name}()`).padEnd(66, '0')]];
    }),
  );
  const random = new Random(7);
  const steps = [...randomSteps(3), ...programPieces('lz')];
  const refusalOf = ({ state, witness }: JudgedStep): string => {
    try {
      judgeStep(hexToBytes(state), hexToBytes(witness));
      return 'accepted';
    } catch (error) {
      return isSuanliError(error) ? error.code : String(error);
    }
  };

  test('a witness with a changed byte, for the same reason', async () => {
    const changed = steps.map(({ state, witness }): JudgedStep => {
      const bytes = hexToBytes(witness);
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 + random.below(255));
      return { state, witness: bytesToHex(bytes) };
    });
    const codes = changed.map(refusalOf);
    expect(new Set(codes)).toEqual(new Set(selectors.keys()));
    expect(await judge.steps(changed)).toEqual(codes.map((code) => selectors.get(code)));
  });

  test('one that is cut short or drawn out', async () => {
    const changed = steps.map(({ state, witness }): JudgedStep => {
      const bytes = hexToBytes(witness);
      const length = random.chance(50) ? random.below(bytes.length) : bytes.length + 1 + random.below(40);
      const other = new Uint8Array(length);
      other.set(bytes.subarray(0, length));
      return { state, witness: bytesToHex(other) };
    });
    for (const step of changed) expect(refusalOf(step)).not.toBe('accepted');
    const answers = await judge.steps(changed);
    for (const answer of answers) expect([...selectors.values()]).toContain(answer);
  });
});
