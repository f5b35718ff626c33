import type { Hex } from 'viem';

/** Hashes are equal whatever case their digits have. */
export function isSameHash(left: Hex | undefined, right: Hex): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}
