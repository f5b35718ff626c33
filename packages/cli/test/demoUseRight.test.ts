import { isSuanliError, LevelRange } from '@suanli/protocol';
import { getProof, getUseRight } from '@suanli/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoStepName, DemoStepReport } from '../src/demo/useRight/DemoStep.ts';
import { startUseRightDemo, type UseRightDemo } from '../src/demo/useRight/startUseRightDemo.ts';
import { useRightSteps } from '../src/demo/useRight/useRightSteps.ts';
import { runProcess } from './support/runProcess.ts';

/** Why the step that follows is refused where this one was left out. */
const refusals: Readonly<Record<DemoStepName, string>> = {
  'register-hardware': 'HARDWARE_UNKNOWN',
  'create-resource': 'RESOURCE_UNKNOWN',
  'issue-use-right': 'MARKET_USE_RIGHT_UNKNOWN',
  'list-use-right': 'MARKET_NOT_LISTED',
  'buy-use-right': 'LEASE_NOT_OWNER',
  'open-access': 'LEASE_REFUSED',
  'issue-proof': 'PROOF_UNKNOWN',
  'commit-proof': 'PROOF_WRONG_STAGE',
  'open-proof': 'PROOF_WRONG_STAGE',
  'show-level': 'CLI_DEMO_STEP_SKIPPED',
  'settle-income': 'CLI_DEMO_STEP_SKIPPED',
  'find-free-resource': 'RESOURCE_IN_USE',
  'issue-use-right-again': 'MARKET_USE_RIGHT_UNKNOWN',
  'list-use-right-again': 'MARKET_NOT_LISTED',
  'buy-use-right-again': 'LEASE_NOT_OWNER',
  'open-access-again': 'LEASE_REFUSED',
  'issue-proof-again': 'PROOF_UNKNOWN',
  'commit-proof-again': 'PROOF_WRONG_STAGE',
  'open-proof-again': 'PROOF_WRONG_STAGE',
  'show-level-again': 'CLI_DEMO_STEP_SKIPPED',
  'settle-income-again': 'none',
};

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (isSuanliError(error)) return error.code;
    throw error;
  }
}

// What the document tells of a GTX_1050, with the type whose proofs are quick to compute.
describe('both scenarios, step by step', { timeout: 300_000 }, () => {
  let demo: UseRightDemo;
  const done = new Map<DemoStepName, DemoStepReport>();
  beforeAll(async () => {
    demo = await startUseRightDemo({ type: 'CPU' });
  });
  afterAll(() => demo?.stop());

  // Each test goes on where the one before it ended; the next step is tried before this one is done.
  test.each(useRightSteps.map((step, at) => ({ ...step, next: useRightSteps[at + 1]?.name })))(
    '$number $name: leaving it out is refused, doing it is not',
    async ({ name, next }) => {
      if (next !== undefined) expect(await codeOf(demo.run(next))).toBe(refusals[name]);
      const report = await demo.run(name);
      done.set(name, report);
      expect(report.id).not.toBe('');
      for (const { gasUsed } of report.transactions) expect(gasUsed).toBeGreaterThan(21_000n);
    },
  );

  test('what they leave behind: owners, levels, and books that balance', async () => {
    const { client } = demo.world.provider;
    expect((await getUseRight(client, { useRightId: 2n })).owner).toBe(demo.world.users[2].address);
    const facts = Object.fromEntries(done.get('show-level-again')?.facts ?? []);
    const { range } = await getProof(client, { proofId: 2n });
    expect(facts).toMatchObject({ claims: 'CPU', passed: 2, place: '1/1', range: { range } });
    const [checked, checks] = String(facts.verified).split('/');
    expect(Number(checks)).toBeGreaterThan(3);
    expect(checked).toBe(checks);
    // The second buyer asked for a machine that has proved something.
    expect(Object.fromEntries(done.get('buy-use-right-again')?.facts ?? [])).toMatchObject({ found: 1 });
    expect(range).not.toBe(LevelRange.unknown);
    expect(Object.fromEntries(done.get('find-free-resource')?.facts ?? [])).toEqual({
      freeBefore: 0,
      freeNow: 1,
      accessEnded: 'LEASE_GIVEN_BACK',
    });
    expect(await demo.world.isConserved()).toBe(true);
  });
});

test('the command prints one JSON object with every step', { timeout: 180_000 }, async () => {
  const { code, out, err } = await runProcess(['demo', 'use-right', '--type', 'CPU', '--json']);
  expect(code, err).toBe(0);
  const report = JSON.parse(out) as {
    steps: { number: string; name: string; id: string; ok: boolean; tx: string | null; gas: number }[];
    bankConserved: boolean;
    wallMs: number;
  };
  expect(report.bankConserved).toBe(true);
  expect(report.wallMs).toBeGreaterThan(0);
  expect(report.steps.map(({ name }) => name)).toEqual(useRightSteps.map(({ name }) => name));
  const documented = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8', '1.9'];
  const again = ['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8'];
  for (const number of [...documented, ...again]) {
    expect(report.steps.filter((step) => step.number.startsWith(number)).length, number).toBeGreaterThan(0);
  }
  for (const { ok, id, tx, gas, number } of report.steps) {
    expect({ ok, id: id !== '' }, number).toEqual({ ok: true, id: true });
    expect(gas > 21_000, number).toBe(tx !== null);
  }
});

test('an unknown type is refused before anything is shown', async () => {
  const { code, out } = await runProcess(['demo', 'use-right', '--type', 'GTX_9', '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'CLI_CHOICE_INVALID' } });
});
