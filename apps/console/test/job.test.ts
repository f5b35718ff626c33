import type { JobRecord } from '@suanli/sdk';
import { describe, expect, test } from 'vitest';
import { jobOutcome } from '../src/pages/job/jobOutcome.ts';
import { dealLines, receiptLines, receiptsJson } from '../src/pages/job/receiptLines.ts';
import { pictureSize, rgbaOf, tileOf } from '../src/pages/job/tileOf.ts';

const deal = (dealId: string, provider: string, paidWei?: bigint) => ({
  dealId,
  announcement: { offer: { provider } },
  phase: paidWei === undefined ? 'open' : 'ended',
  ...(paidWei === undefined ? {} : { paidWei }),
});
const task = (index: number, ...args: number[]) => ({ index, args: args.map(String) });
const record = {
  jobId: '0x0b',
  name: 'render 4×2',
  tasksRoot: '0x0c',
  request: { requester: '0xaa' },
  tasks: [task(0, 0, 0, 2, 2), task(1, 2, 0, 4, 2)],
  deals: [deal('0x01', '0xa1', 7n), deal('0x02', '0xa2')],
  phase: 'ended',
  cancelled: false,
} as unknown as JobRecord;

const leaf = (taskIndex: number, work: bigint, status = 0) => ({
  taskIndex,
  taskHash: '0x' as const,
  outputHash: '0x' as const,
  work,
  status,
});
const batches = [
  { dealId: '0x02', leaves: [leaf(1, 20n)], signature: '0xb1' },
  { dealId: '0x01', leaves: [leaf(0, 10n)], signature: '0xb2' },
  // A slow provider's result of a task that another has done.
  { dealId: '0x01', leaves: [leaf(1, 20n)], signature: '0xb3' },
] as const;

describe('receipts', () => {
  test('count once for each task, the first that came, in the order of the tasks', () => {
    expect(
      receiptLines(record, batches).map(({ taskIndex, provider, signature }) => [taskIndex, provider, signature]),
    ).toEqual([
      [0, '0xa1', '0xb2'],
      [1, '0xa2', '0xb1'],
    ]);
  });

  test('add up to what each deal has done, twice done tasks included', () => {
    expect(dealLines(record, batches, []).map(({ tasks, work, costWei }) => [tasks, work, costWei])).toEqual([
      [2, 30n, 7n],
      [1, 20n, undefined],
    ]);
  });

  test('of a deal that was proved wrong do not count', () => {
    const [first, second] = record.deals;
    const refuted = { ...record, deals: [{ ...first, refuted: true }, second] } as JobRecord;
    expect(receiptLines(refuted, batches).every(({ dealId }) => dealId === '0x02')).toBe(true);
    expect(receiptLines(record, batches).some(({ dealId }) => dealId === '0x01')).toBe(true);
    expect(dealLines(refuted, batches, []).map((line) => line.refuted)).toEqual([true, false]);
  });

  test('leave as JSON with their provider, numbers as text', () => {
    const { receipts, requester } = JSON.parse(receiptsJson(record, batches));
    expect(requester).toBe('0xaa');
    expect(receipts).toHaveLength(3);
    expect(receipts[0]).toMatchObject({ provider: '0xa2', signature: '0xb1', leaves: [{ taskIndex: 1, work: '20' }] });
  });
});

test.each([
  ['done', {}, [0, 0]],
  ['failed', {}, [0, 2]],
  ['failed', {}, [0]],
  ['cancelled', { cancelled: true }, [0]],
  ['open', { phase: 'settling' as const }, [0, 0]],
])('a job is %s with %j and tasks of status %j', (outcome, change, statuses) => {
  expect(
    jobOutcome(
      { ...record, ...change },
      statuses.map((status) => ({ status })),
    ),
  ).toBe(outcome);
});

describe('the picture', () => {
  test('has the tiles that the tasks name', () => {
    expect(tileOf({ args: ['2', '0', '4', '2'] })).toEqual({ x: 2, y: 0, width: 2, height: 2 });
    expect(pictureSize(record.tasks)).toEqual({ width: 4, height: 2 });
  });

  test.each([[undefined], [['a', '0', '4', '2']], [['4', '0', '2', '2']], [['0', '0', '1']]])(
    'is none of a task with arguments %j',
    (args) => {
      const other = args === undefined ? {} : { args };
      expect(tileOf(other)).toBeUndefined();
      expect(pictureSize([{ index: 0, ...other }])).toBeUndefined();
    },
  );

  test('is drawn from as many bytes as it has pixels', () => {
    const tile = { x: 0, y: 0, width: 2, height: 1 };
    expect([...(rgbaOf(tile, Uint8Array.of(1, 2, 3, 4, 5, 6)) ?? [])]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
    expect(rgbaOf(tile, new Uint8Array(5))).toBeUndefined();
  });
});
