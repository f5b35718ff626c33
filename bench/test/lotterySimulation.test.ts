import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lotteryDocuments, simulateLottery } from '../payments/simulateLottery.ts';

test('G27, G33: the mean of all incomes is what was due, and each one comes closer to it', () => {
  const { convergence } = simulateLottery();
  expect(convergence.map(({ rounds }) => rounds)).toEqual([100, 1_000, 10_000, 100_000]);
  for (const { mean, deviation, expectedDeviation, transactions, individualTransactions } of convergence) {
    expect(mean).toBeCloseTo(1, 12);
    // The deviation over 100 providers is itself known to some 7 %: three times that is far beyond chance.
    expect(Math.abs(deviation / expectedDeviation - 1)).toBeLessThan(0.22);
    expect(transactions * 50).toBe(individualTransactions);
  }
  const [, , , last] = convergence;
  expect(last?.withinTenth).toBeGreaterThan(0.99);
});

test('table and picture in the documents are what the simulation gives', () => {
  for (const [path, content] of lotteryDocuments()) {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), path).toBe(content);
  }
});
