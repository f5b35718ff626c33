import { encodeAbiParameters, type Hex, hexToBytes } from 'viem';
import { keccak256 } from '../internal/keccak256.ts';

/**
 * The leaves that a proof has to open: `keccak256(abi.encode(block hash, proof id, root, j)) mod 2^leafCountLog2` for `j` from
 * 0. A leaf may come twice.
 *
 * @param parameters.blockHash hash of block `committedBlock + 1`
 *
 * @example
 * const indexes = drawChallenges({ blockHash, proofId: 1n, root, samples: 10, leafCountLog2: 20 });
 */
export function drawChallenges(parameters: {
  readonly blockHash: Hex;
  readonly proofId: bigint;
  readonly root: Hex;
  readonly samples: number;
  readonly leafCountLog2: number;
}): bigint[] {
  const { blockHash, proofId, root, samples, leafCountLog2 } = parameters;
  return Array.from({ length: samples }, (_, j) => {
    const encoded = encodeAbiParameters(
      [{ type: 'bytes32' }, { type: 'uint256' }, { type: 'bytes32' }, { type: 'uint256' }],
      [blockHash, proofId, root, BigInt(j)],
    );
    return BigInt.asUintN(leafCountLog2, BigInt(keccak256(hexToBytes(encoded))));
  });
}
