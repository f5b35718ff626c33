import type { CreditTerms } from '@suanli/protocol';
import type { Hex } from 'viem';

/** What the chain has of a line. */
export interface CreditLineState {
  /** All that was deposited; zero once the line is closed. */
  readonly depositWei: bigint;
  /** What of it was paid. */
  readonly redeemedWei: bigint;
  /** The quantity of the highest voucher redeemed; zero once the line is closed. */
  readonly redeemedQuantity: bigint;
  /** What is still locked: deposit less redeemed; zero once the line is closed. */
  readonly remainingWei: bigint;
  readonly status: 'unknown' | 'open' | 'closed';
}

/** A line of credit: its terms, from the event of its opening, and where it stands. */
export interface CreditLine extends CreditLineState {
  readonly lineId: Hex;
  readonly terms: CreditTerms;
}
