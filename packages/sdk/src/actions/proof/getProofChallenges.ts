import { computeProofAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetProofChallengesParameters {
  readonly proofId: bigint;
}

/**
 * The leaves that a committed proof has to open, in order, as the chain draws them; a leaf may come twice.
 *
 * @throws SuanliError `PROOF_UNKNOWN`, `PROOF_WRONG_STAGE`, `PROOF_TOO_EARLY`, `PROOF_RANDOMNESS_UNAVAILABLE`
 */
export async function getProofChallenges(
  client: SuanliClient,
  parameters: GetProofChallengesParameters,
): Promise<readonly bigint[]> {
  return readContract(client, {
    abi: computeProofAbi,
    address: client.deployment.computeProof,
    functionName: 'challengesOf',
    args: [parameters.proofId],
  });
}
