import { keccak256Bytes } from '../../internal/keccak256.ts';

const low64 = (1n << 64n) - 1n;

/** `h_n` of a leaf, in bytes; `h_1` is the hash of the seed and the index as a 256-bit number. */
export function leafBytes(seed: Uint8Array, index: bigint, hashesPerLeaf: number): Uint8Array {
  const input = new Uint8Array(64);
  input.set(seed);
  // Trees have at most 2^40 leaves.
  new DataView(input.buffer).setBigUint64(56, index & low64);
  let hash = keccak256Bytes(input);
  for (let i = 1; i < hashesPerLeaf; i++) hash = keccak256Bytes(hash);
  return hash;
}

/** The node above two others. */
export function nodeBytes(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(64);
  input.set(left);
  input.set(right, 32);
  return keccak256Bytes(input);
}
