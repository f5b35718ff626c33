import type { Address, Hex } from 'viem';

/** How what is on tabs is paid: each provider by itself, all in one transaction, or one of them by a draw. */
export type TabPaymentMethod = 'direct' | 'batch' | 'lottery';

/** What one provider gets by a payment; of a lottery, what its ticket is worth on average. */
export interface Payout {
  readonly provider: Address;
  readonly amountWei: bigint;
}

/** One payment of a job's tabs, as the requester's side remembers it. */
export interface PaymentRecord {
  readonly method: TabPaymentMethod;
  /** Why this method, in words. */
  readonly reason: string;
  readonly payouts: readonly Payout[];
  /** `planned`: its transaction may or may not have gone out. */
  readonly phase: 'planned' | 'paid';
  /** The number of its batch in the Bank, or of its lottery: the chain takes each once. */
  readonly number: bigint;
  /** Of a lottery: its announcement to each provider, as text. */
  readonly announcements?: readonly { readonly provider: Address; readonly text: string }[];
  /** Once it is paid; absent where an earlier process sent it and its hash was lost. */
  readonly transaction?: Hex;
  readonly gasUsed: bigint;
  /** Gas that as many single payments would have taken. */
  readonly singleGas: bigint;
  /** Providers that have counted it, in lower case. */
  readonly counted: readonly Address[];
}
