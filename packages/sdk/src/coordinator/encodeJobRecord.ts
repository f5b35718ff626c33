import { decodeCanonicalCbor, encodeCanonicalCbor } from '@suanli/protocol';
import type { JobRecord } from './JobRecord.ts';

/** Encodes a record for a store of bytes. */
export function encodeJobRecord(record: JobRecord): Uint8Array {
  return encodeCanonicalCbor(record);
}

/** Integers that CBOR brings back as numbers where the record holds bigints, by their field's name. */
const bigintFields = new Set([
  'amountWei',
  'answerDeadlineBlock',
  'bidWeiPerGwu',
  'bountyWei',
  'coinPrice',
  'contributeDeadlineBlock',
  'depositWei',
  'expiresAt',
  'gasUsed',
  'maxDepositWei',
  'maxPriceWeiPerGwu',
  'maxUnpaidWei',
  'maxWork',
  'minStakeWei',
  'nonce',
  'paidWei',
  'priceWeiPerGwu',
  'resourceId',
  'revealDeadlineBlock',
  'singleGas',
  'stakeWei',
  'work',
]);

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      bigintFields.has(name) && typeof part === 'number' ? BigInt(part) : revive(part),
    ]),
  );
}

/** Reads what {@link encodeJobRecord} wrote; for a store's own bytes only, which nobody else could have written. */
export function decodeJobRecord(bytes: Uint8Array): JobRecord {
  return revive(decodeCanonicalCbor(bytes)) as JobRecord;
}
