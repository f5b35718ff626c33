import type { Hex } from 'viem';

/** A payer's word for all that was used of a line since it was opened; the highest one is worth all before it. */
export interface Voucher {
  readonly lineId: Hex;
  /** Instructions where the unit is `gwu`, else milliseconds; below 2^64. */
  readonly quantity: bigint;
}

/** A voucher with the payer's signature of it (EIP-712, 65 bytes; of a contract whatever it takes, ERC-1271). */
export interface SignedVoucher extends Voucher {
  readonly signature: Hex;
}

/** The EIP-712 type of {@link Voucher}. */
export const voucherTypes = {
  Voucher: [
    { name: 'lineId', type: 'bytes32' },
    { name: 'quantity', type: 'uint64' },
  ],
} as const;
