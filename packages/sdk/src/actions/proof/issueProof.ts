import { computeProofAbi } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface IssueProofParameters {
  /** A live use right of the client's account. */
  readonly useRightId: bigint;
}

export interface IssueProofReturnType extends Transaction {
  readonly proofId: bigint;
}

/**
 * Issues a compute proof of the resource of a use right; its clock runs from the block of this transaction.
 *
 * @throws SuanliError `PROOF_NOT_OWNER`
 *
 * @example
 * const { proofId } = await issueProof(client, { useRightId });
 */
export async function issueProof(
  client: SuanliClient,
  parameters: IssueProofParameters,
): Promise<IssueProofReturnType> {
  const contract = { abi: computeProofAbi, address: client.deployment.computeProof };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'issue',
    args: [parameters.useRightId],
  });
  const { id } = eventOf(transaction, { ...contract, eventName: 'ProofIssued' });
  return { proofId: id, ...transaction };
}
