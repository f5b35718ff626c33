import { decodeCanonicalCbor, encodeCanonicalCbor, type ReceiptBatch } from '@suanli/protocol';

/** Encodes a batch for the store. */
export function encodeReceiptBatch(batch: ReceiptBatch): Uint8Array {
  return encodeCanonicalCbor(batch);
}

/** Reads what {@link encodeReceiptBatch} wrote. */
export function decodeReceiptBatch(bytes: Uint8Array): ReceiptBatch {
  const batch = decodeCanonicalCbor(bytes) as ReceiptBatch;
  // CBOR brings small integers back as numbers.
  return { ...batch, leaves: batch.leaves.map((leaf) => ({ ...leaf, work: BigInt(leaf.work) })) };
}
