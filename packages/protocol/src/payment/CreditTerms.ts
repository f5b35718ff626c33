import type { Address } from 'viem';

/**
 * What of a service is metered, in the order of the contract's enum: `gwu` 10^9 instructions, `nodeHour` one machine for an
 * hour, `hour` an hour of whatever is served, `timed` nothing: the deposit becomes due evenly from start to expiry.
 */
export const creditUnits = ['gwu', 'nodeHour', 'hour', 'timed'] as const;

/** A unit that credit is priced in. */
export type CreditUnit = (typeof creditUnits)[number];

/** What payer and payee of a credit line agreed; field order is that of the EIP-712 type in `CreditLine.sol`. */
export interface CreditTerms {
  readonly payer: Address;
  readonly payee: Address;
  readonly unit: CreditUnit;
  /** Wei per Gwu, per hour of a node, or per hour; zero where the line is timed. */
  readonly priceWeiPerUnit: bigint;
  /** Locked of the payer's balance in the Bank when the line is opened. */
  readonly depositWei: bigint;
  /** Unix seconds. */
  readonly startsAt: bigint;
  /** Unix seconds: until when the payee serves. */
  readonly expiresAt: bigint;
  /** Seconds after `expiresAt` in which vouchers can still be redeemed. Without effect on a timed line. */
  readonly graceSeconds: number;
  /** Another one for each line of otherwise equal terms. */
  readonly nonce: bigint;
}

/** The EIP-712 type whose hash is the id of a line. Nobody signs it: the payer opens the line itself. */
export const creditTypes = {
  CreditTerms: [
    { name: 'payer', type: 'address' },
    { name: 'payee', type: 'address' },
    { name: 'unit', type: 'uint8' },
    { name: 'priceWeiPerUnit', type: 'uint96' },
    { name: 'depositWei', type: 'uint96' },
    { name: 'startsAt', type: 'uint64' },
    { name: 'expiresAt', type: 'uint64' },
    { name: 'graceSeconds', type: 'uint32' },
    { name: 'nonce', type: 'uint256' },
  ],
} as const;

/** The terms as the contract takes them. */
export function encodeCreditTerms(terms: CreditTerms): Omit<CreditTerms, 'unit'> & { readonly unit: number } {
  return { ...terms, unit: creditUnits.indexOf(terms.unit) };
}
