import { computeProofAbi } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface CommitProofParameters {
  readonly proofId: bigint;
  /** The root of the computed tree, 32 bytes. */
  readonly root: Hex;
}

/**
 * Commits to the root of a proof that the client's account issued; its clock stops at the block of this transaction.
 *
 * @throws SuanliError `PROOF_UNKNOWN`, `PROOF_WRONG_STAGE`, `PROOF_NOT_PROVER`, `PROOF_NOT_OWNER`, `PROOF_TOO_EARLY`,
 * `PROOF_TOO_LATE`, `PROOF_ROOT_INVALID`, `PROOF_RANDOMNESS_UNAVAILABLE`
 */
export function commitProof(client: SuanliClient, parameters: CommitProofParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: computeProofAbi,
    address: client.deployment.computeProof,
    functionName: 'commit',
    args: [parameters.proofId, parameters.root],
  });
}
