import type { Address, Hex } from 'viem';

/** What one transaction paid this account. */
export interface BankPayment {
  readonly blockNumber: bigint;
  /** By payer, in the order of the transaction's events. */
  readonly amounts: readonly { readonly payer: Address; readonly amountWei: bigint }[];
}

/**
 * The chain as tabs need it: whether what was announced as paid is there.
 *
 * Trust: the RPC endpoint is believed. All methods fail with `CHAIN_UNREACHABLE` where a later try may succeed.
 */
export interface PaymentChain {
  blockNumber(): Promise<bigint>;
  /** What a transaction paid this account within the bank; undefined where no such transaction is mined. */
  bankPayment(transaction: Hex): Promise<BankPayment | undefined>;
}
