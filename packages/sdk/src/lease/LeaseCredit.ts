import type { CreditTerms } from '@suanli/protocol';
import type { CreditMeter } from '../payment/CreditMeter.ts';

/** How a lease is paid where its provider asks for credit. */
export interface LeaseCredit {
  /** The line to pay with: of this client's account, to the provider, of the unit and price that it asks for. */
  readonly terms: CreditTerms;
  /** What is locked of it, where it was topped up. Default: the deposit of the terms. */
  readonly depositWei?: bigint;
  /** The longest interval to agree to, in milliseconds. Default 600000, ten minutes: so much may be prepaid. */
  readonly maxIntervalMs?: number;
}

/** What a session has used and paid so far; see `CreditMeter`. */
export type LeaseCreditMeter = Pick<CreditMeter, 'lineId' | 'usedQuantity' | 'signedQuantity' | 'setDeposit'>;
