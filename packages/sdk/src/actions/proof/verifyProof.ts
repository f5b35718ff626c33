import { LevelRange, matchingTypes, type ResourceTypeTerms } from '@suanli/protocol';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getResourceTypes, type ResourceType } from '../asset/getResourceTypes.ts';
import type { ComputeProof } from './ComputeProof.ts';
import { checkProof } from './internal/checkProof.ts';
import { readProofEvidence } from './internal/readProofEvidence.ts';
import type { ProofCheck } from './ProofCheck.ts';

export interface VerifyProofParameters {
  readonly proofId: bigint;
}

/** What the chain's data say about a proof, recomputed here. */
export interface ProofVerdict {
  /** The proof as the contract states it. */
  readonly proof: ComputeProof;
  /** The terms that hold for it. */
  readonly terms: ResourceTypeTerms;
  /** The type that the resource claims. */
  readonly type: ResourceType | undefined;
  /** All that applies to its stage, in the order of a proof's life. */
  readonly checks: readonly ProofCheck[];
  /** True where every check could be made and was passed: the contracts state what follows. It says nothing about the stage. */
  readonly consistent: boolean;
  /** The level that follows, in hashes per second; undefined where the proof has not passed. */
  readonly hashesPerSecond: bigint | undefined;
  readonly elapsedSeconds: number | undefined;
  /** How the level compares to what is expected of the type; `unknown` where the proof has not passed. */
  readonly range: LevelRange;
  /** The types in whose range the level lies, by their terms of today. */
  readonly matchingTypes: readonly ResourceType[];
}

/**
 * Recomputes the verdict about a proof from chain data alone: blocks, events, the calldata of its openings and the terms of its
 * type. Neither the prover nor the contract's own word is trusted.
 *
 * Trust: the RPC gives the blocks, events and transactions of the chain.
 *
 * @throws SuanliError `PROOF_UNKNOWN`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const { consistent, checks } = await verifyProof(client, { proofId: 1n });
 */
export async function verifyProof(client: SuanliClient, parameters: VerifyProofParameters): Promise<ProofVerdict> {
  const [evidence, types] = await Promise.all([
    readProofEvidence(client, parameters.proofId),
    getResourceTypes(client),
  ]);
  const { proof, terms } = evidence;
  const { checks, level } = checkProof(client.deployment, evidence);
  const expected = types.map((type) => ({ ...type.terms, type }));
  return {
    proof,
    terms,
    type: types.find(({ id }) => id === proof.typeId),
    checks,
    consistent: checks.every(({ outcome }) => outcome === 'ok'),
    hashesPerSecond: level?.hashesPerSecond,
    elapsedSeconds: level?.elapsedSeconds,
    range: level?.range ?? LevelRange.unknown,
    matchingTypes: level ? matchingTypes(level.hashesPerSecond, expected).map(({ type }) => type) : [],
  };
}
