import type { TaskOpening } from '@suanli/protocol';
import { bytesToHex } from 'viem';

/** Cuts a state's header (320 bytes) into its ten words. */
export function headerWords(header: Uint8Array): TaskOpening['first'] {
  const words = Array.from({ length: 10 }, (_, i) => bytesToHex(header.subarray(32 * i, 32 * (i + 1))));
  return words as unknown as TaskOpening['first'];
}
