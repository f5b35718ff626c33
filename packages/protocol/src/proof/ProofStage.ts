/** Where a compute proof stands; the numbers are those of `ProofStage` in `ProofTypes.sol`. */
export const ProofStage = {
  none: 0,
  issued: 1,
  committed: 2,
  passed: 3,
  expired: 4,
} as const;

export type ProofStage = (typeof ProofStage)[keyof typeof ProofStage];

/** The name of a stage, such as `committed`. */
export function proofStageName(stage: ProofStage): keyof typeof ProofStage {
  for (const [name, value] of Object.entries(ProofStage)) {
    if (value === stage) return name as keyof typeof ProofStage;
  }
  throw new RangeError(`no proof stage ${String(stage)}`);
}
