import type { CreditTerms, CreditUnit } from './CreditTerms.ts';

const quantityPerUnit: Readonly<Record<CreditUnit, bigint>> = {
  gwu: 1_000_000_000n,
  nodeHour: 3_600_000n,
  hour: 3_600_000n,
  timed: 1n,
};

/** How much of a voucher's quantity one unit of the price is: instructions of a Gwu, milliseconds of an hour. */
export function creditQuantityPerUnit(unit: CreditUnit): bigint {
  return quantityPerUnit[unit];
}

/**
 * What a quantity is worth at a line's price, in wei, rounded down; the contract pays that much and no more than the deposit.
 *
 * @example
 * creditDueDown({ unit: 'nodeHour', priceWeiPerUnit: 10n ** 18n }, 1_800_000n); // half a token
 */
export function creditDueDown(terms: Pick<CreditTerms, 'unit' | 'priceWeiPerUnit'>, quantity: bigint): bigint {
  return (quantity * terms.priceWeiPerUnit) / quantityPerUnit[terms.unit];
}

/**
 * What of a timed line's deposit is due at a time, in wei, rounded down; all of it from its expiry on.
 *
 * @param time Unix seconds.
 *
 * @example
 * const dueWei = creditElapsedDueDown(terms, await getChainTime(client));
 */
export function creditElapsedDueDown(
  terms: Pick<CreditTerms, 'depositWei' | 'startsAt' | 'expiresAt'>,
  time: bigint,
): bigint {
  const { depositWei, startsAt, expiresAt } = terms;
  if (time <= startsAt) return 0n;
  if (time >= expiresAt) return depositWei;
  return (depositWei * (time - startsAt)) / (expiresAt - startsAt);
}

/** When a line ends, in Unix seconds: from then on nothing is redeemed and anybody may close it. */
export function creditEndOf(terms: Pick<CreditTerms, 'unit' | 'expiresAt' | 'graceSeconds'>): bigint {
  return terms.unit === 'timed' ? terms.expiresAt : terms.expiresAt + BigInt(terms.graceSeconds);
}
