import type { Address, Hex } from 'viem';

/** One payment of a batch. */
export interface BatchPayment {
  /** Whose available balance in the Bank grows. */
  readonly account: Address;
  readonly amountWei: bigint;
}

/** A batch as `Bank.payBatch` takes it and its event `BatchPaid` tells it. */
export interface EncodedBatch {
  /** `BatchTerms` of IBank.sol: bits 0..95 the unit in wei, 96..103 the bytes of each amount, 104..135 the number. */
  readonly terms: bigint;
  /** 20 bytes of an account and its amount in units, once for each payment. */
  readonly payments: Hex;
}

/** What an encoded batch says. */
export interface DecodedBatch {
  /** Which of its payer's batches it is; the first is 0. */
  readonly number: number;
  readonly unitWei: bigint;
  /** The width of each amount. */
  readonly amountBytes: number;
  readonly payments: readonly BatchPayment[];
  readonly totalWei: bigint;
}
