import type { ReceiptLeaf } from '@suanli/protocol';

/** A leaf as the contracts take it. */
export function leafArgument({ taskIndex, taskHash, outputHash, work, status }: ReceiptLeaf) {
  return { taskIndex: BigInt(taskIndex), taskHash, outputHash, work, status };
}
