import { createKeccak } from 'hash-wasm';
import { HashKernel, hashBytes } from './internal/HashKernel.ts';

const long = await createKeccak(256);

/**
 * keccak-256 (FIPS 202's permutation with the padding of Ethereum).
 *
 * @returns 32 bytes of their own.
 */
export function keccak256(bytes: Uint8Array): Uint8Array {
  if (bytes.length > HashKernel.input.length) return long.init().update(bytes).digest('binary');
  HashKernel.input.set(bytes);
  HashKernel.keccak(bytes.length);
  return HashKernel.output.slice(0, hashBytes);
}
