import type { TraceResult } from '@suanli/machine';
import type { ReceiptLeaf } from '@suanli/protocol';
import { bytesToHex } from 'viem';

/** Whether a receipt says what a run of its program came to. */
export function isSameResult(
  leaf: Pick<ReceiptLeaf, 'outputHash' | 'work' | 'status'>,
  result: Pick<TraceResult, 'outputHash' | 'work' | 'status'>,
): boolean {
  return (
    leaf.outputHash.toLowerCase() === bytesToHex(result.outputHash) &&
    leaf.work === result.work &&
    leaf.status === result.status
  );
}
