import { bytesToHex, type Hex, hexToBytes } from 'viem';
import { SuanliError } from '../errors/SuanliError.ts';

/**
 * The name of a model as contracts keep it: UTF-8 in 32 bytes, padded with zeros.
 *
 * @throws SuanliError `MODEL_INVALID` where it is empty, longer than 32 bytes, or has a zero in it
 *
 * @example
 * encodeModel('GTX 1050'); // '0x475458203130353000…'
 */
export function encodeModel(model: string): Hex {
  const bytes = new TextEncoder().encode(model);
  if (bytes.length === 0 || bytes.length > 32 || bytes.includes(0)) {
    throw new SuanliError('MODEL_INVALID', { parameters: { model, bytes: bytes.length } });
  }
  const padded = new Uint8Array(32);
  padded.set(bytes);
  return bytesToHex(padded);
}

/** The name that {@link encodeModel} wrote. Others may have written other bytes: what is no UTF-8 becomes U+FFFD. */
export function decodeModel(model: Hex): string {
  const bytes = hexToBytes(model);
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  return new TextDecoder().decode(bytes.subarray(0, end));
}
