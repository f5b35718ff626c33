import { type Address, encodeAbiParameters, type Hex, hexToBytes } from 'viem';
import { keccak256 } from '../internal/keccak256.ts';

/**
 * The seed of a proof: `keccak256(abi.encode(chain id, contract, proof id, block hash))`.
 *
 * @param parameters.contract the ComputeProof contract
 * @param parameters.blockHash hash of block `issuedBlock + 1`
 *
 * @example
 * const seed = proofSeed({ chainId: 31337, contract: deployment.computeProof, proofId: 1n, blockHash });
 */
export function proofSeed(parameters: {
  readonly chainId: number;
  readonly contract: Address;
  readonly proofId: bigint;
  readonly blockHash: Hex;
}): Hex {
  const { chainId, contract, proofId, blockHash } = parameters;
  const encoded = encodeAbiParameters(
    [{ type: 'uint256' }, { type: 'address' }, { type: 'uint256' }, { type: 'bytes32' }],
    [BigInt(chainId), contract, proofId, blockHash],
  );
  return keccak256(hexToBytes(encoded));
}
