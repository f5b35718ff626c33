import type { CreditTerms } from '@suanli/protocol';
import type { Hex } from 'viem';

/** What a payee keeps of a line. */
export interface VoucherRecord {
  readonly lineId: Hex;
  readonly terms: CreditTerms;
  /** At most so much is served beyond the highest voucher: instructions or milliseconds. */
  readonly interval: bigint;
  /** That of the highest voucher; zero where there is none. */
  readonly quantity: bigint;
  /** The payer's signature of it; `0x` where there is none. */
  readonly signature: Hex;
  /** The highest quantity that was redeemed from here. */
  readonly redeemedQuantity: bigint;
  /** When it was, or when the line was admitted; Unix seconds of the chain. */
  readonly redeemedAt: bigint;
}

/** Where a payee's vouchers survive it. A voucher counts as received once `put` is done. */
export interface VoucherStore {
  /** Every line that was not removed. */
  list(): Promise<readonly VoucherRecord[]>;
  /** Keeps a record in place of any other of its line. */
  put(record: VoucherRecord): Promise<void>;
  remove(lineId: Hex): Promise<void>;
}
