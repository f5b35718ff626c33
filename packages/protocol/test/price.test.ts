import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type PriceCurveParameters, priceCurve, splitRewards } from '../src/index.ts';
import { seededRandom } from './seededRandom.ts';

const gwu = 10n ** 9n;
const ether = 10n ** 18n;
const { cases } = JSON.parse(readFileSync(new URL('./vectors/price-curve.json', import.meta.url), 'utf8')) as {
  cases: Record<keyof PriceCurveParameters | 'priceWeiPerGwu', string>[];
};
const numbers = (row: (typeof cases)[number]) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, BigInt(value)])) as unknown as Record<
    keyof typeof row,
    bigint
  >;
/** A whole number of up to `bits` bits, small ones as likely as large ones. */
const draw = (random: () => number, bits: number): bigint => {
  let value = 0n;
  for (let left = Math.floor(random() * (bits + 1)); left > 0; left--) value = value * 2n + (random() < 0.5 ? 0n : 1n);
  return value;
};

/** P0 = 1, α = 0.1 of source document 001, with a token for its unit of money and a Gwu for its unit of computing. */
const printed = {
  basePriceWeiPerGwu: ether,
  alphaE9: (ether / 10n) * gwu,
  floorWeiPerGwu: 0n,
  capWeiPerGwu: 1_000n * ether,
};

describe('priceCurve', () => {
  test('gives what the shared vectors say, as the contract does', () => {
    expect(cases.length).toBeGreaterThanOrEqual(12);
    for (const row of cases) {
      const { priceWeiPerGwu, ...parameters } = numbers(row);
      expect(priceCurve(parameters), JSON.stringify(row)).toBe(priceWeiPerGwu);
    }
  });

  test('is nothing in the example of the source document: 800 supplied, 500 demanded', () => {
    expect(priceCurve({ ...printed, supplyWork: 800n * gwu, demandWork: 500n * gwu })).toBe(0n);
    expect(priceCurve({ ...printed, supplyWork: 500n * gwu, demandWork: 800n * gwu })).toBe(31n * ether);
  });

  test('every other reading of the example gives something else', () => {
    // docs/pricing.md has this table. R = 1000, R_p = 800, R_d = 500; in tenths, so that all is whole.
    const [total, published, demanded, base] = [1_000, 800, 500, 10];
    const unused = total - published - demanded;
    expect(base + (unused - demanded)).toBe(-790);
    expect(base + unused).toBe(-290);
    expect(base - unused).toBe(310);
    expect(base + (demanded - unused)).toBe(810);
    expect(base + (demanded - (total - published))).toBe(310);
    expect(base + (published - demanded)).toBe(310);
    expect(Math.max(0, base + (demanded - published))).toBe(0);
  });

  test('is never below its floor or above its cap, rises with demand and falls with supply', () => {
    const random = seededRandom(34);
    for (let i = 0; i < 2_000; i++) {
      const [low, high] = [draw(random, 96), draw(random, 96)].sort((a, b) => (a < b ? -1 : 1)) as [bigint, bigint];
      const parameters = {
        basePriceWeiPerGwu: draw(random, 96),
        alphaE9: draw(random, 96),
        floorWeiPerGwu: low,
        capWeiPerGwu: high,
        supplyWork: draw(random, 128),
        demandWork: draw(random, 128),
      };
      const price = priceCurve(parameters);
      const more = 1n + draw(random, 127);
      expect(price >= low && price <= high).toBe(true);
      expect(priceCurve({ ...parameters, demandWork: parameters.demandWork + more }) >= price).toBe(true);
      expect(priceCurve({ ...parameters, supplyWork: parameters.supplyWork + more }) <= price).toBe(true);
    }
  });
});

describe('splitRewards', () => {
  test('splits the payment of the example, pro rata of supply', () => {
    expect(splitRewards({ supplies: [300n * gwu, 500n * gwu], demandWork: 500n * gwu, priceWeiPerGwu: 31n })).toEqual({
      matchedWork: 500n * gwu,
      paymentWei: 15_500n,
      feeWei: 0n,
      // 5812.5 and 9687.5: equal remainders, and the first gets the wei.
      rewardsWei: [5_813n, 9_687n],
    });
  });

  test('adds up to the payment exactly, and no reward is a wei off its part', () => {
    const random = seededRandom(33);
    for (let i = 0; i < 2_000; i++) {
      const supplies = Array.from({ length: Math.floor(random() * 12) }, () => draw(random, 64));
      const demandWork = draw(random, 66);
      const priceWeiPerGwu = draw(random, 80);
      const feeBasisPoints = Math.floor(random() * 10_001);
      const split = splitRewards({ supplies, demandWork, priceWeiPerGwu, feeBasisPoints });
      const supplyWork = supplies.reduce((sum, work) => sum + work, 0n);
      expect(split.matchedWork).toBe(supplyWork < demandWork ? supplyWork : demandWork);
      expect(split.paymentWei).toBe((split.matchedWork * priceWeiPerGwu) / gwu);
      expect(split.rewardsWei.reduce((sum, reward) => sum + reward, split.feeWei)).toBe(split.paymentWei);
      const restWei = split.paymentWei - split.feeWei;
      supplies.forEach((work, index) => {
        const offE = (split.rewardsWei[index] ?? 0n) * supplyWork - restWei * work;
        expect(supplyWork === 0n || (offE < supplyWork && offE > -supplyWork)).toBe(true);
        // Who supplies more never gets less.
        const richer = supplies.findIndex((other) => other > work);
        if (richer >= 0) expect((split.rewardsWei[richer] ?? 0n) >= (split.rewardsWei[index] ?? 0n)).toBe(true);
      });
    }
  });

  test('of nobody, of nothing, and of a price of zero there is nothing to split', () => {
    expect(splitRewards({ supplies: [], demandWork: 5n * gwu, priceWeiPerGwu: 31n }).paymentWei).toBe(0n);
    expect(splitRewards({ supplies: [0n, 0n], demandWork: gwu, priceWeiPerGwu: 3n }).rewardsWei).toEqual([0n, 0n]);
    expect(splitRewards({ supplies: [gwu], demandWork: gwu, priceWeiPerGwu: 0n }).rewardsWei).toEqual([0n]);
  });

  test.each([
    { supplies: [-1n], demandWork: 1n, priceWeiPerGwu: 1n },
    { supplies: [1n], demandWork: -1n, priceWeiPerGwu: 1n },
    { supplies: [1n], demandWork: 1n, priceWeiPerGwu: -1n },
    { supplies: [1n], demandWork: 1n, priceWeiPerGwu: 1n, feeBasisPoints: 10_001 },
    { supplies: [1n], demandWork: 1n, priceWeiPerGwu: 1n, feeBasisPoints: 0.5 },
  ])('refuses what is out of range %#', (parameters) => {
    expect(() => splitRewards(parameters)).toThrow(expect.objectContaining({ code: 'PRICE_SPLIT_INVALID' }));
  });
});
