import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { en } from '../src/text/en.ts';
import { runProcess } from './support/runProcess.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';

interface Move {
  readonly by: 'provider' | 'challenger';
  readonly kind: string;
  readonly pick: number | null;
  readonly firstStep: string;
  readonly lastStep: string;
  readonly gas: number;
  readonly providerBlocksLeft: number;
  readonly challengerBlocksLeft: number;
}

interface Report {
  readonly tasks: number;
  readonly picture: string;
  readonly pictureMatches: boolean;
  readonly lie: { readonly provider: string; readonly rendered: number[]; readonly answered: number[] };
  readonly challenger: string;
  readonly horizonSteps: string;
  readonly challengerWon: boolean;
  readonly transactions: number;
  readonly gas: number;
  readonly depositWei: string;
  readonly stakeWei: string;
  readonly rewardWei: string;
  readonly compensationWei: string;
  readonly repairedTasks: number;
  readonly accounts: readonly {
    readonly role: string;
    readonly account: string;
    readonly isLiar: boolean;
    readonly beforeWei: string;
    readonly afterWei: string;
  }[];
  readonly bankConserved: boolean;
  readonly moves: readonly Move[];
  readonly judged: { readonly step: string; readonly name: string; readonly stored: { readonly value: string } };
}

test('the lie comes down to the store of its byte, is paid for, and the picture is right', {
  timeout: 300_000,
}, async () => {
  const picture = join(temporaryFolder(), 'dispute.png');
  const { code, out, err } = await runProcess(['demo', 'dispute', '--json', '--picture', picture]);
  expect(code, err).toBe(0);
  const report: Report = JSON.parse(out);
  expect(report).toMatchObject({
    picture,
    pictureMatches: true,
    challengerWon: true,
    bankConserved: true,
    transactions: 9,
    horizonSteps: (16n ** 8n).toString(),
  });
  const image = decode(readFileSync(picture));
  expect([image.width, image.height]).toEqual([128, 128]);

  // Each move picks a sixteenth of what the other posted.
  const { moves, judged, lie } = report;
  expect(moves.map(({ by }) => by).join()).toBe(
    Array.from({ length: 8 }, (_, i) => (i % 2 ? 'provider' : 'challenger')).join(),
  );
  for (const [i, { pick, firstStep, lastStep }] of moves.entries()) {
    const before = moves[i - 1];
    if (!before) continue;
    const each = (BigInt(before.lastStep) - BigInt(before.firstStep)) / 16n;
    expect(BigInt(firstStep)).toBe(BigInt(before.firstStep) + BigInt(pick ?? 0) * each);
    expect(BigInt(lastStep) - BigInt(firstStep)).toBe(each);
  }
  const last = moves.at(-1);
  expect(BigInt(judged.step) - BigInt(last?.firstStep ?? 0)).toBeLessThan(16n);
  expect(BigInt(judged.step)).toBeGreaterThanOrEqual(BigInt(last?.firstStep ?? 0));
  for (const { gas } of moves) expect(gas).toBeGreaterThan(21_000);
  expect(report.gas).toBeGreaterThan(moves.reduce((sum, { gas }) => sum + gas, 0));

  // One byte of one pixel, and the instruction that stores it.
  const wrong = lie.rendered.flatMap((byte, i) => (byte === lie.answered[i] ? [] : [byte]));
  expect(wrong).toEqual([Number(judged.stored.value)]);
  expect(judged.name).toBe('i32.store8');

  // The liar pays; everybody else has at least what they had, but for what the requester bought.
  const { depositWei, stakeWei, rewardWei, compensationWei, accounts } = report;
  expect(BigInt(rewardWei) + BigInt(compensationWei)).toBe(BigInt(depositWei) + BigInt(stakeWei));
  const changeOf = (who: (account: Report['accounts'][number]) => boolean) =>
    accounts.filter(who).reduce((sum, { beforeWei, afterWei }) => sum + BigInt(afterWei) - BigInt(beforeWei), 0n);
  expect(changeOf(({ isLiar }) => isLiar)).toBe(-(BigInt(depositWei) + BigInt(stakeWei)));
  expect(accounts.find(({ isLiar }) => isLiar)?.account).toBe(lie.provider);
  expect(changeOf(({ account }) => account === report.challenger)).toBe(BigInt(rewardWei));
  const soldWei = changeOf(({ role, isLiar }) => role === 'provider' && !isLiar);
  expect(soldWei).toBeGreaterThan(0n);
  expect(changeOf(({ role }) => role === 'requester')).toBe(BigInt(compensationWei) - soldWei);
});

test('where the picture cannot be written, that is said before anything is started', async () => {
  const picture = join(temporaryFolder(), 'no', 'dispute.png');
  const { code, out, err } = await runProcess(['demo', 'dispute', '--picture', picture]);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('[CLI_FILE_UNWRITABLE]');
  expect(err).not.toContain(en.disputeDemo.steps.chain);
});
