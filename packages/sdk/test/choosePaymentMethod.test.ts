import { parseEther, parseGwei } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  type ChoosePaymentMethodParameters,
  choosePaymentMethod,
  type DuePayment,
  type PaymentMethodCost,
} from '../src/payment/choosePaymentMethod.ts';
import { paymentReasonTexts } from '../src/payment/paymentReasonTexts.ts';

const equal = (count: number, amountWei: bigint): DuePayment[] => Array.from({ length: count }, () => ({ amountWei }));
const at = (gwei: string) => ({ gasPriceWei: parseGwei(gwei), tokenWeiPerCoin: parseEther('1000') });

/** Some of everything, also of what nobody would ask for. */
function* grid(): Generator<ChoosePaymentMethodParameters> {
  const amounts = [1n, 10n ** 9n, 10n ** 13n, parseEther('0.001'), parseEther('1'), parseEther('10000')];
  for (const count of [1, 2, 10, 100, 501]) {
    for (const amountWei of amounts) {
      for (const spread of ['equal', 'rising', 'one large', 'new'] as const) {
        const payments = equal(count, amountWei).map((_, i) => ({
          amountWei:
            spread === 'rising'
              ? amountWei * BigInt(i + 1)
              : spread === 'one large' && i === 0
                ? amountWei * 10_000n
                : amountWei,
          isNew: spread === 'new' && i % 3 !== 0,
        }));
        for (const gasPriceWei of [0n, 1n, parseGwei('0.01'), parseGwei('1'), parseGwei('200')]) {
          for (const [rounds, prizeCapWei] of [
            [1, undefined],
            [1_000_000, undefined],
            [1_000_000, parseEther('1')],
          ] as const) {
            yield {
              payments,
              gasPriceWei,
              tokenWeiPerCoin: parseEther('1000'),
              rounds,
              ...(prizeCapWei === undefined ? {} : { prizeCapWei }),
            };
          }
        }
      }
    }
  }
}

const isAllowed = ({ obstacles }: PaymentMethodCost) => obstacles.every((obstacle) => obstacle === 'feeAbovePayment');

describe('the choice of a payment method', () => {
  test('never takes a fee above a payment where another allowed method has none', () => {
    const seen = { direct: 0, batch: 0, lottery: 0, none: 0 };
    for (const parameters of grid()) {
      const { method, worthwhile, chosen, costs, reason } = choosePaymentMethod(parameters);
      const allowed = Object.values(costs).filter(isAllowed);
      expect(allowed).toContain(chosen);
      expect(worthwhile).toBe(chosen.highestShare <= 1);
      expect(method === 'direct').toBe(parameters.payments.length === 1);
      if (!worthwhile) expect(allowed.every(({ highestShare }) => highestShare > 1)).toBe(true);
      expect(reason === 'everyFeeAbovePayment').toBe(!worthwhile);
      // What holds for each payment holds for all of them.
      if (worthwhile) expect(chosen.share).toBeLessThanOrEqual(1);
      seen[worthwhile ? method : 'none'] += 1;
    }
    // So that the grid says something.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  test('takes the least fee unless a surer one is negligible', () => {
    for (const parameters of grid()) {
      const { chosen, costs, reason } = choosePaymentMethod(parameters);
      const cheaper = Object.values(costs).filter((cost) => isAllowed(cost) && cost.gas < chosen.gas);
      for (const cost of cheaper) {
        const negligible = reason === 'batchFeeNegligible';
        expect(negligible ? chosen.highestShare <= 0.01 : cost.highestShare > 1 || reason === 'onePayee').toBe(true);
      }
    }
  });

  test('never takes a lottery beyond its limits', () => {
    for (const parameters of grid()) {
      const { method, costs } = choosePaymentMethod(parameters);
      const totalWei = parameters.payments.reduce((sum, { amountWei }) => sum + amountWei, 0n);
      const least = parameters.payments.reduce((min, { amountWei }) => (amountWei < min ? amountWei : min), totalWei);
      const variance = (Number(totalWei) / Number(least) - 1) / (parameters.rounds ?? 1);
      expect(costs.lottery.relativeVariance).toBeCloseTo(variance, 9);
      if (method !== 'lottery') continue;
      expect(variance).toBeLessThanOrEqual(0.01);
      expect(totalWei <= (parameters.prizeCapWei ?? totalWei)).toBe(true);
      expect(parameters.payments.length).toBeGreaterThan(1);
    }
  });

  test('pays one directly, many in a batch, and tiny ones by lottery', () => {
    expect(choosePaymentMethod({ ...at('1'), payments: equal(1, parseEther('5')) })).toMatchObject({
      method: 'direct',
      reason: 'onePayee',
    });
    expect(choosePaymentMethod({ ...at('1'), payments: equal(100, parseEther('0.7')) })).toMatchObject({
      method: 'batch',
      reason: 'batchFeeNegligible',
    });
    const tiny = { ...at('1'), payments: equal(100, parseEther('0.005')) };
    expect(choosePaymentMethod({ ...tiny, rounds: 10_000 })).toMatchObject({ method: 'lottery', reason: 'lowestFee' });
    const once = choosePaymentMethod(tiny);
    expect(once).toMatchObject({ method: 'batch', reason: 'everyFeeAbovePayment', worthwhile: false });
    expect(once.costs.lottery.obstacles).toEqual(['varianceAboveLimit']);
    const capped = choosePaymentMethod({ ...tiny, rounds: 10_000, prizeCapWei: parseEther('0.49') });
    expect(capped.costs.lottery.obstacles).toEqual(['prizeAboveCap']);
    expect(choosePaymentMethod({ ...tiny, rounds: 10_000, maxRelativeVariance: 0 }).method).toBe('batch');
    expect(choosePaymentMethod({ ...at('1'), payments: [] }).reason).toBe('nothingDue');
    expect(choosePaymentMethod({ ...at('0'), payments: equal(5, 1n) }).method).toBe('batch');
  });

  test('reckons fees in coin and in tokens, and parts of them per payment', () => {
    const { costs } = choosePaymentMethod({
      payments: [{ amountWei: parseEther('1') }, { amountWei: parseEther('3'), isNew: true }],
      gasPriceWei: 10n ** 9n,
      tokenWeiPerCoin: 2n * 10n ** 18n,
    });
    expect(costs.direct.gas).toBe(2n * 29_600n + 5_720n + 22_820n);
    expect(costs.direct.feeNativeWei).toBe(costs.direct.gas * 10n ** 9n);
    expect(costs.direct.feeWei).toBe(costs.direct.gas * 2n * 10n ** 9n);
    expect(costs.direct.transactions).toBe(2);
    expect(costs.direct.highestShare).toBeCloseTo((35_320 * 2e9) / 1e18, 15);
    expect(costs.batch.gas).toBe(29_600n + 5_720n + 22_820n);
    expect(costs.batch.highestShare).toBeCloseTo(((14_800 + 5_720) * 2e9) / 1e18, 15);
    expect(costs.lottery.gas).toBe(105_000n + (17_100n * 3n) / 4n);
    expect(costs.lottery.relativeVariance).toBe(3);
    // Ten in a batch cost half of ten single ones, or less.
    const ten = choosePaymentMethod({ ...at('1'), payments: equal(10, parseEther('1')) }).costs;
    expect(Number(ten.batch.gas) / Number(ten.direct.gas)).toBeLessThan(0.5);
    expect(choosePaymentMethod({ ...at('1'), payments: equal(501, parseEther('1')) }).costs.batch.transactions).toBe(2);
    // A fee is rounded up.
    expect(
      choosePaymentMethod({ payments: equal(2, 1n), gasPriceWei: 1n, tokenWeiPerCoin: 1n }).costs.batch.feeWei,
    ).toBe(1n);
  });

  test('refuses amounts and limits that say nothing', () => {
    const good = { ...at('1'), payments: equal(2, 1n) };
    for (const bad of [
      { payments: equal(2, 0n) },
      { gasPriceWei: -1n },
      { tokenWeiPerCoin: -1n },
      { maxRelativeVariance: Number.NaN },
      { rounds: 0 },
      { negligibleShare: -1 },
    ]) {
      expect(() => choosePaymentMethod({ ...good, ...bad })).toThrow(RangeError);
    }
  });

  test('has words for every reason, in both languages', () => {
    for (const { en, zh } of Object.values(paymentReasonTexts)) {
      expect(en).toMatch(/\.$/);
      expect(zh).toMatch(/。$/);
    }
  });
});
