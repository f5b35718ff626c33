import { computeProofAbi, type LevelRange, ProofStage } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { ComputeProof } from './ComputeProof.ts';

export interface GetProofParameters {
  readonly proofId: bigint;
}

/**
 * A compute proof as the chain keeps it.
 *
 * @throws SuanliError `PROOF_UNKNOWN`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const { stage, hashesPerSecond } = await getProof(client, { proofId: 1n });
 */
export async function getProof(client: SuanliClient, parameters: GetProofParameters): Promise<ComputeProof> {
  const { proofId } = parameters;
  const contract = { abi: computeProofAbi, address: client.deployment.computeProof, args: [proofId] } as const;
  const [proof, deadline] = await Promise.all([
    readContract(client, { ...contract, functionName: 'proofOf' }),
    readContract(client, { ...contract, functionName: 'deadlineOf' }),
  ]);
  const isCommitted = proof.committedBlock !== 0;
  return {
    proofId,
    stage: proof.stage as ProofStage,
    prover: proof.prover,
    useRightId: proof.useRight,
    resourceId: proof.resource,
    typeId: proof.typeId,
    termsVersion: proof.termsVersion,
    issuedBlock: BigInt(proof.issuedBlock),
    issuedAt: proof.issuedAt,
    commitment: isCommitted
      ? {
          seed: proof.seed,
          root: proof.root,
          blockNumber: BigInt(proof.committedBlock),
          committedAt: proof.committedAt,
        }
      : undefined,
    endedAt: proof.endedAt === 0 ? undefined : proof.endedAt,
    deadline: deadline === 0 ? undefined : deadline,
    hashesPerSecond: proof.stage === ProofStage.passed ? proof.hashesPerSecond : undefined,
    range: proof.range as LevelRange,
  };
}
