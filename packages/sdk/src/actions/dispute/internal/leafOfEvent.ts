import type { ReceiptLeaf } from '@suanli/protocol';

/** A leaf as events carry it, made a receipt's. */
export function leafOfEvent(leaf: Omit<ReceiptLeaf, 'taskIndex'> & { readonly taskIndex: bigint }): ReceiptLeaf {
  const { taskIndex, taskHash, outputHash, work, status } = leaf;
  return { taskIndex: Number(taskIndex), taskHash, outputHash, work, status };
}
