import { computeProofAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ExpireProofParameters {
  readonly proofId: bigint;
}

/**
 * Ends a proof that ran out of time, or whose block hash is out of the chain's reach. Any account may send it.
 *
 * @throws SuanliError `PROOF_UNKNOWN`, `PROOF_WRONG_STAGE`, `PROOF_NOT_EXPIRED`
 */
export function expireProof(client: SuanliClient, parameters: ExpireProofParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: computeProofAbi,
    address: client.deployment.computeProof,
    functionName: 'expire',
    args: [parameters.proofId],
  });
}
