import { decode, encode } from 'cborg';
import { bigIntDecoder, bigIntEncoder } from 'cborg/taglib';

/**
 * CBOR with sorted keys and shortest integers (RFC 8949 §4.2), `undefined` members left out: one value, one byte string.
 * Integers beyond 64 bits (token amounts have 96) are bignums, tags 2 and 3 (RFC 8949 §3.4.3).
 */
export function encodeCanonicalCbor(value: unknown): Uint8Array {
  return encode(value, { ignoreUndefinedProperties: true, typeEncoders: { bigint: bigIntEncoder } });
}

/** Decodes strictly: no duplicate keys, no indefinite lengths, no `undefined`, no trailing bytes. */
export function decodeCanonicalCbor(bytes: Uint8Array): unknown {
  return decode(bytes, {
    strict: true,
    allowIndefinite: false,
    allowUndefined: false,
    allowNaN: false,
    allowInfinity: false,
    rejectDuplicateMapKeys: true,
    tags: { 2: bigIntDecoder },
  });
}
