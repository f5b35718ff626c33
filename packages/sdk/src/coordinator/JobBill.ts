import type { Hex } from 'viem';
import type { PaymentMethod } from '../payment/choosePaymentMethod.ts';
import type { BillReason } from './PaymentRecord.ts';

/** One payment for what was on tabs. */
export interface PaymentReport {
  readonly method: PaymentMethod;
  /** Why this method; `billReasonTexts` says it in words. */
  readonly reason: BillReason;
  readonly providers: number;
  /** Of a lottery, its prize. */
  readonly amountWei: bigint;
  readonly transaction?: Hex;
  readonly gasUsed: bigint;
  /** What as many single payments would have taken in gas. */
  readonly singleGas: bigint;
  /** How many of the providers have said that they count it. */
  readonly counted: number;
}

/** How a job was paid. */
export interface JobBill {
  /** `mixed`: in several ways. */
  readonly method: 'escrow' | PaymentMethod | 'mixed';
  /** Why so; `billReasonTexts` says it in words. */
  readonly reasons: readonly BillReason[];
  /** Payments for what was on tabs, oldest first. */
  readonly payments: readonly PaymentReport[];
  /** Gas of all of the job's transactions of the requester, by their receipts. */
  readonly gasUsed: bigint;
  /** Gas that paying each provider by itself would have taken more than `payments` did; negative where it would have been less. */
  readonly savedGas: bigint;
}
