import type { Address, Hex } from 'viem';
import type { PaymentMethod, PaymentReason } from '../payment/choosePaymentMethod.ts';

/** Why a job is paid as it is: its specification says so, the tabs of the providers do not hold it, or what compares the methods. */
export type BillReason = 'asked' | 'tabsTooSmall' | PaymentReason;

/** What one provider gets by a payment; of a lottery, what its ticket is worth on average. */
export interface Payout {
  readonly provider: Address;
  readonly amountWei: bigint;
}

/** One payment of a job's tabs, as the requester's side remembers it. */
export interface PaymentRecord {
  readonly method: PaymentMethod;
  readonly reason: BillReason;
  readonly payouts: readonly Payout[];
  /** `planned`: its transaction may or may not have gone out. */
  readonly phase: 'planned' | 'paid';
  /** Of a batch: its number in the Bank, of which the chain takes each once. */
  readonly batch?: number;
  /** Of a lottery: its announcement to each provider, in the order of `payouts`, as text. The chain takes it once. */
  readonly announcements?: readonly string[];
  /** Once it is paid. */
  readonly transaction?: Hex;
  /** Of its transaction. The winner of a lottery pays for the claim. */
  readonly gasUsed: bigint;
  /** Gas that a payment of its own to each provider would have taken. */
  readonly singleGas: bigint;
  /** Providers that have counted it, in lower case. */
  readonly counted: readonly Address[];
  /** Of a lottery: providers that were told of it in time before its draw, in lower case. */
  readonly told?: readonly Address[];
  /**
   * Of a lottery: providers that were not, in lower case. It pays them nothing: told only after the draw, they might be told only of
   * those that they have lost.
   */
  readonly missed?: readonly Address[];
}
