import { AdaptiveReplication } from '@suanli/sdk';
import { describe, expect, test } from 'vitest';

const replicationOf = (random: () => number, records: readonly (readonly [string, number])[] = []) =>
  new AdaptiveReplication<string>({ isSame: (a, b) => a === b, random, records });
/** Never chosen, unless the rate is 1. */
const lucky = () => 0.999_999;

describe('AdaptiveReplication', () => {
  test('executes every result of a provider without a record again, and one in its record later', () => {
    const replication = replicationOf(lucky, [
      ['trusted', 10],
      ['old', 200],
      ['new', 9],
    ]);
    expect(replication.rateOf('unknown')).toBe(1);
    expect(replication.rateOf('new')).toBe(1);
    expect(replication.rateOf('trusted')).toBe(1 / 10);
    expect(replication.rateOf('old')).toBe(1 / 200);
    expect(replication.submit({ taskIndex: 0, provider: 'new', result: 'a' })).toEqual({ execute: [0], wrong: [] });
    expect(replication.submit({ taskIndex: 1, provider: 'trusted', result: 'a' })).toEqual({
      accepted: { taskIndex: 1, provider: 'trusted' },
      execute: [],
      wrong: [],
    });
  });

  test.each([
    [0.099, true],
    [0.1, false],
  ])('the chance of a record of ten is a tenth: %d', (draw, again) => {
    const { execute } = replicationOf(() => draw, [['p', 10]]).submit({ taskIndex: 0, provider: 'p', result: 'a' });
    expect(execute).toEqual(again ? [0] : []);
  });

  test('two that agree confirm each other', () => {
    const replication = replicationOf(lucky);
    replication.submit({ taskIndex: 0, provider: 'a', result: 'x' });
    expect(replication.mayExecute(0, 'a')).toBe(false);
    expect(replication.mayExecute(0, 'b')).toBe(true);
    const step = replication.submit({ taskIndex: 0, provider: 'b', result: 'x' });
    expect(step).toEqual({ accepted: { taskIndex: 0, provider: 'a' }, execute: [], wrong: [] });
    expect([...replication.records]).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  test('an address is the same provider with and without a checksum', () => {
    const replication = replicationOf(lucky);
    replication.submit({ taskIndex: 0, provider: '0xAB', result: 'x' });
    expect(replication.mayExecute(0, '0xab')).toBe(false);
  });

  test('a third execution decides, and what the wrong one gave before is void', () => {
    const replication = replicationOf(lucky, [
      ['liar', 10],
      ['a', 10],
    ]);
    for (const taskIndex of [1, 2]) {
      expect(replication.submit({ taskIndex, provider: 'liar', result: 'lie' }).accepted).toBeDefined();
    }
    // Task 3 is confirmed by another, so it stays.
    replication.submit({ taskIndex: 3, provider: 'new', result: 'x' });
    replication.submit({ taskIndex: 3, provider: 'liar', result: 'x' });
    replication.submit({ taskIndex: 4, provider: 'new', result: 'x' });
    expect(replication.submit({ taskIndex: 4, provider: 'liar', result: 'lie' })).toEqual({ execute: [4], wrong: [] });
    expect(replication.isWrong('liar')).toBe(false);
    expect(replication.submit({ taskIndex: 4, provider: 'a', result: 'x' })).toEqual({
      accepted: { taskIndex: 4, provider: 'new' },
      execute: [1, 2],
      wrong: ['liar'],
    });
    expect(replication.isWrong('liar')).toBe(true);
    expect(replication.records.get('liar')).toBe(0);
    expect(replication.mayExecute(9, 'liar')).toBe(false);
    // The voided tasks begin anew.
    expect(replication.submit({ taskIndex: 1, provider: 'a', result: 'x' }).accepted).toEqual({
      taskIndex: 1,
      provider: 'a',
    });
  });

  test('the vote of a provider that is proven wrong counts no more', () => {
    const replication = replicationOf(lucky);
    // It has given the first result of task 1 when it is caught at task 0.
    replication.submit({ taskIndex: 1, provider: 'liar', result: 'lie' });
    replication.submit({ taskIndex: 0, provider: 'a', result: 'x' });
    replication.submit({ taskIndex: 0, provider: 'liar', result: 'lie' });
    replication.submit({ taskIndex: 0, provider: 'b', result: 'x' });
    expect(replication.submit({ taskIndex: 1, provider: 'c', result: 'lie' })).toEqual({ execute: [1], wrong: [] });
  });

  test('a copy that was under way when its task was confirmed still tells of its provider', () => {
    const replication = replicationOf(lucky);
    for (const provider of ['a', 'b']) replication.submit({ taskIndex: 0, provider, result: 'x' });
    expect(replication.submit({ taskIndex: 0, provider: 'c', result: 'x' })).toEqual({ execute: [], wrong: [] });
    expect(replication.records.get('c')).toBe(1);
    expect(replication.submit({ taskIndex: 0, provider: 'd', result: 'lie' }).wrong).toEqual(['d']);
  });

  test('what is submitted twice changes nothing', () => {
    const replication = replicationOf(lucky);
    replication.submit({ taskIndex: 0, provider: 'a', result: 'x' });
    expect(replication.submit({ taskIndex: 0, provider: 'a', result: 'x' })).toEqual({ execute: [], wrong: [] });
    expect(replication.executions).toBe(1);
    expect(replication.records.get('a')).toBeUndefined();
  });

  test('says so where nobody agrees with anybody', () => {
    const replication = replicationOf(lucky);
    for (let i = 0; i < 4; i++) {
      expect(replication.submit({ taskIndex: 0, provider: `p${i}`, result: `${i}` }).execute).toEqual([0]);
    }
    const step = replication.submit({ taskIndex: 0, provider: 'p4', result: '4' });
    expect(step).toEqual({ execute: [], wrong: [], undecided: 0 });
  });

  test('draws are not foreseeable by default: both sides of an even chance come up', () => {
    let again = 0;
    for (let i = 0; i < 400; i++) {
      const replication = new AdaptiveReplication<string>({
        isSame: (a, b) => a === b,
        trustAfter: 2,
        records: [['p', 2]],
      });
      again += replication.submit({ taskIndex: 0, provider: 'p', result: 'x' }).execute.length;
    }
    // Ten standard deviations from the mean.
    expect(again).toBeGreaterThan(100);
    expect(again).toBeLessThan(300);
  });
});
