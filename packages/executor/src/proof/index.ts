export { type CpuProofExecutorOptions, createCpuProofExecutor } from './createCpuProofExecutor.ts';
export { createGpuProofExecutor, type GpuProofExecutorOptions } from './createGpuProofExecutor.ts';
export { createProofExecutor, type ProofExecutorOptions } from './createProofExecutor.ts';
export {
  type MeasureProofExecutorOptions,
  measureProofExecutor,
  type ProofSpeed,
} from './measureProofExecutor.ts';
export type { CommitProofOptions, ProofCommitment, ProofExecutor, ProofProgress } from './ProofExecutor.ts';
