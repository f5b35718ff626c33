import { bytesToHex, type Hex, hexToBytes } from 'viem';
import { leafBytes } from './internal/proofHashes.ts';

/**
 * One leaf of a proof's tree: `h_n`, where `h_1 = keccak256(abi.encode(seed, uint256(index)))`, `h_k+1 = keccak256(h_k)` and
 * `n = hashesPerLeaf`.
 *
 * @example
 * const leaf = proofLeaf({ seed, index: 7n, hashesPerLeaf: 64 });
 */
export function proofLeaf(parameters: {
  readonly seed: Hex;
  readonly index: bigint;
  readonly hashesPerLeaf: number;
}): Hex {
  return bytesToHex(leafBytes(hexToBytes(parameters.seed), parameters.index, parameters.hashesPerLeaf));
}
