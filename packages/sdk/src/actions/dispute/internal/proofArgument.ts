import type { LeafProof } from '../LeafProof.ts';
import { leafArgument } from './leafArgument.ts';

/** A leaf's proof as the contracts take it. */
export function proofArgument({ count, position, leaf, siblings }: LeafProof) {
  return { count: BigInt(count), position: BigInt(position), leaf: leafArgument(leaf), siblings };
}
