import { createKeccak } from 'hash-wasm';
import type { Hex } from 'viem';

const hasher = await createKeccak(256);

/** keccak-256 of bytes, in WebAssembly: a dozen times as fast as in JavaScript, and every task costs several hashes. */
export function keccak256(bytes: Uint8Array): Hex {
  return `0x${hasher.init().update(bytes).digest('hex')}`;
}

/** As {@link keccak256}, in bytes. */
export function keccak256Bytes(bytes: Uint8Array): Uint8Array {
  return hasher.init().update(bytes).digest('binary');
}
