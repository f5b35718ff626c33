export { type CpuProofExecutorOptions, createCpuProofExecutor } from './createCpuProofExecutor.ts';
export type { CommitProofOptions, ProofCommitment, ProofExecutor, ProofProgress } from './ProofExecutor.ts';
