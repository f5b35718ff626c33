import type { ReceiptLeaf } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { LeafProof } from '../LeafProof.ts';
import { leafOfEvent } from './leafOfEvent.ts';

interface EventProof {
  readonly count: bigint;
  readonly position: bigint;
  readonly leaf: Omit<ReceiptLeaf, 'taskIndex'> & { readonly taskIndex: bigint };
  readonly siblings: readonly { readonly hash: Hex; readonly work: bigint }[];
}

/** A leaf's proof as an event has it. */
export function proofOfEvent({ count, position, leaf, siblings }: EventProof): LeafProof {
  return { count: Number(count), position: Number(position), leaf: leafOfEvent(leaf), siblings };
}
