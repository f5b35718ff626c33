import type { Address } from 'viem';
import type { CreditUnit } from './CreditTerms.ts';

/** What a payee asks of a line of credit before it serves on it. */
export interface CreditRequirements {
  /** The account that the line must pay. */
  readonly payee: Address;
  /** What is metered: not `timed`, which needs no vouchers. */
  readonly unit: Exclude<CreditUnit, 'timed'>;
  /** The least price, in wei per unit. */
  readonly priceWeiPerUnit: bigint;
  /** How much is served beyond the last voucher, and at most is prepaid: instructions or milliseconds. */
  readonly interval: bigint;
  /** The least time to redeem after the line's expiry, in seconds. */
  readonly graceSeconds: number;
}
