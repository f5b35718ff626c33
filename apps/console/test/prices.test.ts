import { creditDueDown, creditUnits, priceCurve } from '@suanli/protocol';
import { parseEther } from 'viem';
import { describe, expect, test } from 'vitest';
import { linearScale } from '../src/chart/linearScale.ts';
import {
  creditState,
  formatQuantity,
  quantityOf,
  timedDueWei,
  voucherPaysWei,
} from '../src/pages/payment/creditFigures.ts';
import { formatPercent } from '../src/pages/payment/formatPercent.ts';
import { parseWhole } from '../src/pages/payment/parseWhole.ts';
import { statementCost } from '../src/pages/price/statementCost.ts';
import { seededRandom } from './support/seededRandom.ts';

const gwu = 10n ** 9n;

test('a scale holds its values between few round ticks', () => {
  const random = seededRandom(5);
  for (let i = 0; i < 2_000; i++) {
    const least = random() * 10 ** (random() * 12 - 8);
    const most = random() < 0.1 ? least : least + random() * 10 ** (random() * 12 - 8);
    const { low, high, ticks } = linearScale(least, most);
    const slack = 1e-6 * Math.max(most, 1e-12);
    expect(low).toBeLessThanOrEqual(least + slack);
    expect(high).toBeGreaterThanOrEqual(most - slack);
    expect(high).toBeGreaterThan(low);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThanOrEqual(8);
  }
  expect(linearScale(0.001, 0.0012).ticks).toEqual([0.001, 0.00105, 0.0011, 0.00115, 0.0012]);
  expect(linearScale(0, 0)).toMatchObject({ low: 0, high: 1 });
  expect(linearScale(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toMatchObject({ low: 0 });
});

describe('a statement', () => {
  const terms = { bondWeiPerGwu: parseEther('0.0001'), feeBasisPoints: 100 };
  test('of demand locks the price of its work, of supply the bond', () => {
    const price = parseEther('0.001');
    expect(statementCost('demand', 1_000n * gwu, terms, price)).toEqual({
      bondWei: parseEther('1'),
      feeWei: parseEther('0.01'),
    });
    expect(statementCost('supply', 1_000n * gwu, terms, price).bondWei).toBe(parseEther('0.1'));
    // A demand never locks less than the bond.
    expect(statementCost('demand', 1_000n * gwu, terms, 1n).bondWei).toBe(parseEther('0.1'));
  });
  test('locks whole gwei, rounded up, and so is its fee', () => {
    const cost = statementCost('supply', 1n, { bondWeiPerGwu: 1n, feeBasisPoints: 1 }, 0n);
    expect(cost).toEqual({ bondWei: 10n ** 9n, feeWei: 100_000n });
    expect(statementCost('supply', 3n * gwu, { bondWeiPerGwu: gwu, feeBasisPoints: 1 }, 0n).feeWei).toBe(300_000n);
    expect(statementCost('supply', gwu, { bondWeiPerGwu: 1n, feeBasisPoints: 3 }, 0n).feeWei).toBe(300_000n);
  });
  test('moves the price that the page foretells by the same law as the chain', () => {
    const curve = {
      basePriceWeiPerGwu: parseEther('0.001'),
      alphaE9: 10n ** 20n,
      floorWeiPerGwu: 0n,
      capWeiPerGwu: parseEther('1'),
    };
    expect(priceCurve({ ...curve, supplyWork: 0n, demandWork: 2_000n * gwu })).toBe(parseEther('0.0012'));
  });
});

describe('a line of credit', () => {
  const line = {
    depositWei: 100n,
    redeemedWei: 30n,
    startsAt: 1_000n,
    expiresAt: 2_000n,
    endsAt: 2_600n,
    status: 'open',
  };
  test('is over from the second of its end on, and closed for good', () => {
    expect([2_599n, 2_600n].map((now) => creditState(line, now))).toEqual(['open', 'over']);
    expect(creditState({ ...line, status: 'closed' }, 0n)).toBe('closed');
  });
  test('by time owes what has elapsed, less what was paid, and never less than nothing', () => {
    expect([900n, 1_200n, 1_500n, 9_999n].map((now) => timedDueWei(line, now))).toEqual([0n, 0n, 20n, 70n]);
  });
  test('pays a voucher up to its deposit, less what was paid', () => {
    const metered = { unit: 'gwu', priceWeiPerUnit: 10n, depositWei: 100n, redeemedWei: 30n } as const;
    expect([0n, 3n, 5n, 10n, 99n].map((units) => voucherPaysWei(metered, units * gwu))).toEqual([
      0n,
      0n,
      20n,
      70n,
      70n,
    ]);
  });
  test('writes units as they were read', () => {
    for (const unit of creditUnits.filter((each) => each !== 'timed')) {
      const quantity = quantityOf(unit, parseEther('1.5'));
      expect(formatQuantity(unit, quantity)).toBe('1.5');
      expect(creditDueDown({ unit, priceWeiPerUnit: 2n }, quantity)).toBe(3n);
    }
    expect(formatQuantity('hour', 1n)).toBe('0');
  });
});

test('parts are written in percent, and whole numbers read within bounds', () => {
  expect([0, 0.000001, 0.00014, 0.131, 1, 2.45, 123.456, Number.POSITIVE_INFINITY].map(formatPercent)).toEqual([
    '0 %',
    '<0.001 %',
    '0.014 %',
    '13.1 %',
    '100 %',
    '245 %',
    '12,300 %',
    '∞',
  ]);
  expect(['2', ' 4,096 ', '1', '4097', '', '1e3', '-3', '2.5'].map((text) => parseWhole(text, 2, 4_096))).toEqual([
    2,
    4_096,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
