import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import wabtInit from 'wabt';
import { runScript } from '../conformance/runScript.ts';
import { type ContractJudge, startContractJudge } from '../conformance/startContractJudge.ts';
import { createInterpreter, instrument, lowerModule } from '../src/index.ts';
import { wat } from './wat.ts';

const vectors = fileURLToPath(new URL('../../../../shared/vectors/wasm-spec/', import.meta.url));

let judge: ContractJudge;
beforeAll(async () => {
  judge = await startContractJudge();
});
afterAll(() => judge?.stop());

// A selection that has every instruction but a few comparisons; `suanli conformance` does the same with all scripts.
describe.skipIf(!existsSync(vectors))(
  'official suite (../shared/vectors/wasm-spec), every step on the contract',
  () => {
    it.each([
      ['core/address', 5_000],
      ['core/align', 3_000],
      ['core/br_table', 4_000],
      ['core/br_if', 2_500],
      ['core/conversions', 5_000],
      ['core/endianness', 2_000],
      ['core/global', 800],
      ['core/if', 2_000],
      ['core/imports', 300],
      ['core/int_exprs', 1_500],
      ['core/memory_trap', 2_000],
      ['core/unwind', 500],
      ['bulk-memory/memory_init', 1_500],
      ['bulk-memory/table_init', 2_000],
    ])('%s', async (name, atLeast) => {
      const wabt = await wabtInit();
      const report = await runScript(wabt, judge, vectors, `${name}.wast`);
      expect(report.failures).toEqual([]);
      expect(report.stepsOnChain).toBeGreaterThan(atLeast);
    });
  },
);

describe('the judge of every step', () => {
  const program = lowerModule(
    instrument(wat('(module (func (export "f") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3))))'))
      .module,
    { exports: true, workLimit: 1000n },
  );
  const noInput = { template: new Uint8Array(0), task: new Uint8Array(0), seed: new Uint8Array(32) };

  /** Runs the program, `change` being applied to the state before the step of that number. */
  async function run(label: string, at: number, change: (machine: ReturnType<typeof createInterpreter>) => void) {
    const own = await startContractJudge();
    try {
      const machine = createInterpreter(program, noInput);
      machine.begin('f', [14n]);
      own.begin(label);
      let step = 0;
      for (; !machine.returned && !machine.halted; step++) {
        if (step === at) change(machine);
        own.step(program.opcodes[machine.state.pc] ?? 0, machine.witness());
        machine.run(1);
      }
      own.end(machine.header());
      await own.settled();
      return { steps: step, judged: own.steps, disagreements: own.disagreements };
    } finally {
      await own.stop();
    }
  }

  it('agrees with a run as it is', async () => {
    const { steps, judged, disagreements } = await run('as it is', -1, () => {});
    expect(disagreements).toEqual([]);
    expect(judged).toBe(steps);
    expect(steps).toBeGreaterThan(5);
  });

  it('says at which step of which run a state is not what follows', async () => {
    const { judged, disagreements } = await run('wrong', 4, (machine) => {
      machine.state.workLeft -= 1n;
    });
    expect(judged).toBe(3);
    expect(disagreements).toHaveLength(1);
    expect(disagreements[0]).toMatch(/^wrong: step 3,/);
  });
});
