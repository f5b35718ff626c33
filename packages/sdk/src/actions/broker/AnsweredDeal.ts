import type { Deal } from '@suanli/protocol';
import type { Hex } from 'viem';

/** A deal with the answer that its provider posted. */
export interface AnsweredDeal {
  readonly dealId: Hex;
  readonly deal: Deal;
  /** Merkle-sum root over the receipts, and the sum of their work. */
  readonly root: Hex;
  readonly work: bigint;
}
