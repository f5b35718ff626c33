import { levelRangeName, proofStageName } from '@suanli/protocol';
import type { ComputeProof, ProofVerdict } from '@suanli/sdk';

/** A proof as `--json` prints it. */
export function proofJson(proof: ComputeProof): Record<string, unknown> {
  return {
    ...proof,
    stage: proofStageName(proof.stage),
    commitment: proof.commitment ?? null,
    endedAt: proof.endedAt ?? null,
    deadline: proof.deadline ?? null,
    hashesPerSecond: proof.hashesPerSecond ?? null,
    range: levelRangeName(proof.range),
  };
}

/** A verdict as `--json` prints it. */
export function verdictJson(verdict: ProofVerdict): Record<string, unknown> {
  return {
    consistent: verdict.consistent,
    checks: verdict.checks,
    type: verdict.type?.name ?? null,
    hashesPerSecond: verdict.hashesPerSecond ?? null,
    elapsedSeconds: verdict.elapsedSeconds ?? null,
    range: levelRangeName(verdict.range),
    matchingTypes: verdict.matchingTypes.map(({ name }) => name),
    proof: proofJson(verdict.proof),
  };
}
