import { maxBatchPayees, maxLotteryParticipants, paymentGas } from './paymentGas.ts';

/** `direct`: a transaction for each payee. `batch`: all in one, or in as few as hold them. `lottery`: one of them wins it all. */
export type PaymentMethod = 'direct' | 'batch' | 'lottery';

export interface DuePayment {
  /** Above zero. */
  readonly amountWei: bigint;
  /** Whether the payee has no account in the bank yet. Default: it has. */
  readonly isNew?: boolean;
}

export interface ChoosePaymentMethodParameters {
  /** One for each payee. */
  readonly payments: readonly DuePayment[];
  /** Wei of native coin per gas. */
  readonly gasPriceWei: bigint;
  /** What 10^18 wei of native coin are worth, in token wei. */
  readonly tokenWeiPerCoin: bigint;
  /**
   * The greatest variance of any payee's income from these payments that a lottery may bring, relative to the square of its
   * mean. One lottery over a total V gives whoever is due `a` a variance of V/a − 1; over `rounds` of them it is that much less.
   * 0: no lottery. Default: 0.01, a standard deviation of a tenth of the income.
   */
  readonly maxRelativeVariance?: number;
  /** How many such payments, this one included, the payees can expect. Default: 1. */
  readonly rounds?: number;
  /** The greatest prize of a lottery: see its trust assumptions. Default: no lottery is capped. */
  readonly prizeCapWei?: bigint;
  /** The share of its payment up to which a batch's fee does not matter, so that payees are paid surely, and at once. Default: 0.01. */
  readonly negligibleShare?: number;
}

/** Why a method cannot be chosen. */
export type PaymentObstacle =
  | 'varianceAboveLimit'
  | 'prizeAboveCap'
  | 'tooManyParticipants'
  | 'tooFewParticipants'
  /** Of at least one payee. Only an obstacle where there is another method without it. */
  | 'feeAbovePayment';

/** What a method would cost. */
export interface PaymentMethodCost {
  readonly method: PaymentMethod;
  readonly transactions: number;
  /** All transactions until the money is there, whoever sends them; of a lottery, on average. */
  readonly gas: bigint;
  readonly feeNativeWei: bigint;
  /** The same in token wei, rounded up. */
  readonly feeWei: bigint;
  /** Fee per value of all payments together. */
  readonly share: number;
  /** Fee per value of the payment where that is the most: each bears its own transaction, or its part of one. */
  readonly highestShare: number;
  /** Relative variance of the income of the payee that it hits hardest. */
  readonly relativeVariance: number;
  readonly obstacles: readonly PaymentObstacle[];
}

/** Why a method was chosen; `paymentReasonTexts` says it in words. */
export type PaymentReason = 'nothingDue' | 'onePayee' | 'batchFeeNegligible' | 'lowestFee' | 'everyFeeAbovePayment';

export interface ChoosePaymentMethodReturnType {
  readonly method: PaymentMethod;
  readonly reason: PaymentReason;
  /**
   * Whether the fee of every payment is at most the payment. Where it is not, no method that is allowed does better, and it is
   * worth waiting until more is due.
   */
  readonly worthwhile: boolean;
  readonly chosen: PaymentMethodCost;
  /** All three, as they compare. */
  readonly costs: Readonly<Record<PaymentMethod, PaymentMethodCost>>;
}

const coin = 10n ** 18n;

function ratio(part: bigint, whole: bigint): number {
  if (part === 0n) return 0;
  if (whole === 0n) return Number.POSITIVE_INFINITY;
  // To 18 decimals below one, and as numbers above, so that neither side loses what matters.
  return part < whole ? Number((part * coin) / whole) / 1e18 : Number(part) / Number(whole);
}

/**
 * Chooses how to pay: `direct` where there is one payee, `batch` where its fees are negligible, and otherwise whichever costs least,
 * which is the lottery for many tiny payments, as far as variance and prize allow it. Several at once are never paid directly: a
 * batch pays them as surely, sooner, and for less. A method whose fee exceeds a payment is never chosen where an allowed one has
 * none that does.
 *
 * The fee is all gas, whoever pays it. Variance of a lottery: that of a draw with probability a/V of V.
 *
 * @throws RangeError where an amount is not above zero, or a price or limit is negative
 *
 * @example
 * const { method, reason, costs } = choosePaymentMethod({
 *   payments: providers.map((provider) => ({ amountWei: due(provider) })),
 *   gasPriceWei: await client.publicClient.getGasPrice(),
 *   tokenWeiPerCoin: parseEther('4000'),
 *   rounds: 10_000,
 * });
 */
export function choosePaymentMethod(parameters: ChoosePaymentMethodParameters): ChoosePaymentMethodReturnType {
  const { payments, gasPriceWei, tokenWeiPerCoin, prizeCapWei } = parameters;
  const { maxRelativeVariance = 0.01, rounds = 1, negligibleShare = 0.01 } = parameters;
  if (gasPriceWei < 0n || tokenWeiPerCoin < 0n) throw new RangeError('a price below zero');
  if (!(maxRelativeVariance >= 0 && negligibleShare >= 0 && rounds >= 1)) throw new RangeError('a limit out of range');
  const count = BigInt(payments.length);
  let totalWei = 0n;
  // The least that is due to a payee of each kind; zero: there is none.
  let leastExistingWei = 0n;
  let leastNewWei = 0n;
  let newCount = 0n;
  let newWei = 0n;
  for (const { amountWei, isNew = false } of payments) {
    if (amountWei <= 0n) throw new RangeError(`a payment of ${amountWei} wei`);
    totalWei += amountWei;
    if (isNew) {
      newCount += 1n;
      newWei += amountWei;
      if (leastNewWei === 0n || amountWei < leastNewWei) leastNewWei = amountWei;
    } else if (leastExistingWei === 0n || amountWei < leastExistingWei) {
      leastExistingWei = amountWei;
    }
  }
  const leastWei =
    leastNewWei !== 0n && (leastExistingWei === 0n || leastNewWei < leastExistingWei) ? leastNewWei : leastExistingWei;
  const nativeWei = (gas: bigint) => gas * gasPriceWei;
  const tokenWeiUp = (gas: bigint) => (nativeWei(gas) * tokenWeiPerCoin + coin - 1n) / coin;
  const { batchBase, batchExisting, batchNew, lotteryExisting, lotteryNew } = paymentGas;
  const payeesGas = (count - newCount) * batchExisting + newCount * batchNew;

  const costOf = (
    method: PaymentMethod,
    transactions: number,
    gas: bigint,
    highestShare: number,
    obstacles: readonly PaymentObstacle[] = [],
    relativeVariance = 0,
  ): PaymentMethodCost => ({
    method,
    transactions,
    gas,
    feeNativeWei: nativeWei(gas),
    feeWei: tokenWeiUp(gas),
    share: ratio(tokenWeiUp(gas), totalWei),
    highestShare,
    relativeVariance,
    obstacles: highestShare > 1 ? [...obstacles, 'feeAbovePayment'] : obstacles,
  });
  /** Of fees that payments bear one by one: the base of their transaction and what is theirs alone. */
  const highestOf = (baseGas: bigint) =>
    Math.max(
      leastExistingWei === 0n ? 0 : ratio(tokenWeiUp(baseGas + batchExisting), leastExistingWei),
      leastNewWei === 0n ? 0 : ratio(tokenWeiUp(baseGas + batchNew), leastNewWei),
    );

  const direct = costOf('direct', payments.length, count * batchBase + payeesGas, highestOf(batchBase));
  const batches = Math.ceil(payments.length / maxBatchPayees);
  const basesGas = BigInt(batches) * batchBase;
  const baseGasUp = count === 0n ? 0n : (basesGas + count - 1n) / count;
  const batch = costOf('batch', batches, basesGas + payeesGas, highestOf(baseGasUp));

  // Whoever is due more wins more often, and so does whoever is new.
  const winnerNewGas = totalWei === 0n ? 0n : ((lotteryNew - lotteryExisting) * newWei) / totalWei;
  const lotteryGas = lotteryExisting + winnerNewGas;
  const relativeVariance = totalWei === 0n ? 0 : ratio(totalWei - leastWei, leastWei) / rounds;
  const obstacles: PaymentObstacle[] = [];
  if (payments.length < 2) obstacles.push('tooFewParticipants');
  if (payments.length > maxLotteryParticipants) obstacles.push('tooManyParticipants');
  if (relativeVariance > maxRelativeVariance) obstacles.push('varianceAboveLimit');
  if (prizeCapWei !== undefined && totalWei > prizeCapWei) obstacles.push('prizeAboveCap');
  const lottery = costOf(
    'lottery',
    2,
    lotteryGas,
    // It is one payment of everything: each bears as much of it as it is due.
    ratio(tokenWeiUp(lotteryGas), totalWei),
    obstacles,
    relativeVariance,
  );

  const costs = { direct, batch, lottery };
  const answer = (chosen: PaymentMethodCost, reason: PaymentReason): ChoosePaymentMethodReturnType => ({
    method: chosen.method,
    reason,
    worthwhile: chosen.highestShare <= 1,
    chosen,
    costs,
  });
  if (payments.length === 0) return answer(batch, 'nothingDue');
  if (payments.length === 1) return answer(direct, direct.highestShare > 1 ? 'everyFeeAbovePayment' : 'onePayee');
  if (batch.highestShare <= negligibleShare && batch.highestShare <= 1) return answer(batch, 'batchFeeNegligible');
  const allowed = [batch, direct, ...(obstacles.length === 0 ? [lottery] : [])];
  const leastOf = (list: readonly PaymentMethodCost[]) =>
    list.reduce((least, each) => (each.gas < least.gas ? each : least));
  const worthwhile = allowed.filter(({ highestShare }) => highestShare <= 1);
  if (worthwhile.length > 0) return answer(leastOf(worthwhile), 'lowestFee');
  return answer(leastOf(allowed), 'everyFeeAbovePayment');
}
