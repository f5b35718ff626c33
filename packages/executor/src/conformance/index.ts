export { type ConformanceCase, type ConformanceOptions, executorConformance } from './executorConformance.ts';
export {
  type ProofConformanceCase,
  type ProofConformanceOptions,
  proofExecutorConformance,
} from './proofExecutorConformance.ts';
