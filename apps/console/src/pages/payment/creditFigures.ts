import { type CreditUnit, creditDueDown, creditElapsedDueDown, creditQuantityPerUnit } from '@suanli/protocol';
import { formatUnits } from 'viem';
import type { CreditLineRow } from '../../data/paymentTables.ts';

/** Where a line stands in time: open to be redeemed, over and to be closed, or closed. */
export function creditState(row: Pick<CreditLineRow, 'status' | 'endsAt'>, now: bigint): 'open' | 'over' | 'closed' {
  if (row.status === 'closed') return 'closed';
  return now >= row.endsAt ? 'over' : 'open';
}

/** What of a timed line has fallen due and was not paid. */
export function timedDueWei(
  row: Pick<CreditLineRow, 'depositWei' | 'startsAt' | 'expiresAt' | 'redeemedWei'>,
  now: bigint,
): bigint {
  const due = creditElapsedDueDown(row, now) - row.redeemedWei;
  return due > 0n ? due : 0n;
}

/** What a voucher over a quantity would pay now: what it is worth, at most the deposit, less what was paid before. */
export function voucherPaysWei(
  row: {
    readonly unit: CreditUnit;
    readonly priceWeiPerUnit: bigint;
    readonly depositWei: bigint;
    readonly redeemedWei: bigint;
  },
  quantity: bigint,
): bigint {
  const worth = creditDueDown(row, quantity);
  const most = worth < row.depositWei ? worth : row.depositWei;
  return most > row.redeemedWei ? most - row.redeemedWei : 0n;
}

const decimals = 18;

/** A number of units, as people write it, as a voucher's quantity, rounded down. */
export function quantityOf(unit: CreditUnit, unitsE18: bigint): bigint {
  return (unitsE18 * creditQuantityPerUnit(unit)) / 10n ** BigInt(decimals);
}

/** A voucher's quantity in units, six digits after the point at most. */
export function formatQuantity(unit: CreditUnit, quantity: bigint): string {
  const unitsE18 = (quantity * 10n ** BigInt(decimals)) / creditQuantityPerUnit(unit);
  return formatUnits(unitsE18 - (unitsE18 % 10n ** 12n), decimals);
}
