import { type Address, encodeAbiParameters, type Hex, keccak256 } from 'viem';
import type { SealedResult } from './Quorum.ts';

export interface SealResultParameters {
  readonly quorumId: Hex;
  /** Who contributes it. */
  readonly provider: Address;
  /** Root of the Merkle-sum tree over all receipts. */
  readonly root: Hex;
  /** Total work, as the root commits to it. */
  readonly work: bigint;
}

/**
 * Hash and seal of a provider's result, as iExec's PoCo has them: keccak256(abi.encode(id, root, work)) and
 * keccak256(abi.encode(id, provider, root, work)).
 *
 * @example
 * const { resultHash, seal } = sealResult({ quorumId, provider, root, work });
 */
export function sealResult({ quorumId, provider, root, work }: SealResultParameters): SealedResult {
  const result = [{ type: 'bytes32' }, { type: 'uint64' }] as const;
  return {
    resultHash: keccak256(encodeAbiParameters([{ type: 'bytes32' }, ...result], [quorumId, root, work])),
    seal: keccak256(
      encodeAbiParameters([{ type: 'bytes32' }, { type: 'address' }, ...result], [quorumId, provider, root, work]),
    ),
  };
}
