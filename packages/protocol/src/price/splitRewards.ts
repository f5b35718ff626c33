import { SuanliError } from '../errors/SuanliError.ts';

export interface SplitRewardsParameters {
  /** What each provider supplies, in units of work (10^9 to a Gwu). */
  readonly supplies: readonly bigint[];
  /** What all requesters together demand. */
  readonly demandWork: bigint;
  readonly priceWeiPerGwu: bigint;
  /** The part of the payment that is kept back, in hundredths of a percent, 0 to 10000; rounded down. Default 0. */
  readonly feeBasisPoints?: number;
}

export interface SplitRewardsReturnType {
  /** min(supply, demand): what is computed, and paid. */
  readonly matchedWork: bigint;
  /** floor(matched × price / 10^9). */
  readonly paymentWei: bigint;
  readonly feeWei: bigint;
  /** For each of `supplies`, in its order: the rest of the payment pro rata of supply. */
  readonly rewardsWei: readonly bigint[];
}

const gwu = 10n ** 9n;
const basisPoints = 10_000n;

/**
 * Splits what requesters pay for the matched supply among the providers, pro rata of what each supplies, so that the rewards
 * and the fee add up to the payment exactly: each gets its part rounded down, and the wei that are left go one each to
 * the largest remainders (Hamilton's method), of equal ones to the first. So no reward is a wei off its exact part, and
 * the order of the providers decides between equals alone.
 *
 * @throws SuanliError `PRICE_SPLIT_INVALID` where a figure is negative, or the fee above 10000
 *
 * @example
 * splitRewards({ supplies: [300n * gwu, 500n * gwu], demandWork: 500n * gwu, priceWeiPerGwu: 31n });
 * // matchedWork 500 Gwu, paymentWei 15500n, rewardsWei [5813n, 9687n]
 */
export function splitRewards(parameters: SplitRewardsParameters): SplitRewardsReturnType {
  const { supplies, demandWork, priceWeiPerGwu, feeBasisPoints = 0 } = parameters;
  if (
    demandWork < 0n ||
    priceWeiPerGwu < 0n ||
    supplies.some((work) => work < 0n) ||
    !Number.isInteger(feeBasisPoints) ||
    feeBasisPoints < 0 ||
    feeBasisPoints > 10_000
  ) {
    throw new SuanliError('PRICE_SPLIT_INVALID');
  }
  const supplyWork = supplies.reduce((sum, work) => sum + work, 0n);
  const matchedWork = supplyWork < demandWork ? supplyWork : demandWork;
  const paymentWei = (matchedWork * priceWeiPerGwu) / gwu;
  const feeWei = (paymentWei * BigInt(feeBasisPoints)) / basisPoints;
  const restWei = paymentWei - feeWei;
  if (supplyWork === 0n) return { matchedWork, paymentWei, feeWei, rewardsWei: supplies.map(() => 0n) };
  const parts = supplies.map((work, index) => ({
    index,
    rewardWei: (restWei * work) / supplyWork,
    remainder: (restWei * work) % supplyWork,
  }));
  // Fewer than there are providers with a remainder.
  const left = Number(restWei - parts.reduce((sum, { rewardWei }) => sum + rewardWei, 0n));
  const byRemainder = parts.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  const lucky = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return {
    matchedWork,
    paymentWei,
    feeWei,
    rewardsWei: parts.map(({ index, rewardWei }) => (lucky.has(index) ? rewardWei + 1n : rewardWei)),
  };
}
