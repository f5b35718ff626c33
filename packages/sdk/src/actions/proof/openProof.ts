import { computeProofAbi } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface OpenProofParameters {
  readonly proofId: bigint;
  /** `leafCountLog2` nodes for each challenged leaf, from the leaf up, in the order of {@link getProofChallenges}. */
  readonly siblings: readonly Hex[];
}

/**
 * Opens the challenged leaves of a committed proof, which passes by this. Any account may send it.
 *
 * @throws SuanliError `PROOF_UNKNOWN`, `PROOF_WRONG_STAGE`, `PROOF_TOO_EARLY`, `PROOF_TOO_LATE`,
 * `PROOF_RANDOMNESS_UNAVAILABLE`, `PROOF_OPENINGS_INCOMPLETE`, `PROOF_OPENING_WRONG`
 */
export function openProof(client: SuanliClient, parameters: OpenProofParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: computeProofAbi,
    address: client.deployment.computeProof,
    functionName: 'open',
    args: [parameters.proofId, parameters.siblings],
  });
}
