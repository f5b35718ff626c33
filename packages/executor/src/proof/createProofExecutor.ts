import { isSuanliError } from '@suanli/protocol';
import { type CpuProofExecutorOptions, createCpuProofExecutor } from './createCpuProofExecutor.ts';
import { createGpuProofExecutor, type GpuProofExecutorOptions } from './createGpuProofExecutor.ts';
import type { ProofExecutor } from './ProofExecutor.ts';

export interface ProofExecutorOptions extends CpuProofExecutorOptions, GpuProofExecutorOptions {
  /** What should compute. */
  readonly prefer: 'gpu' | 'cpu';
  /**
   * With `prefer: 'gpu'`, whether the CPU computes where there is no GPU. Default false: a machine that claims a GPU and proves its
   * CPU shows far below its type, which its owner should have asked for.
   */
  readonly fallback?: boolean;
}

/**
 * Makes an executor of compute proofs, of the kind that is preferred.
 *
 * @throws SuanliError `EXECUTOR_GPU_MISSING` without `fallback`, `EXECUTOR_LIMIT_INVALID`
 *
 * @example
 * const executor = await createProofExecutor({ prefer: 'gpu', fallback: true });
 */
export async function createProofExecutor(options: ProofExecutorOptions): Promise<ProofExecutor> {
  if (options.prefer === 'cpu') return createCpuProofExecutor(options);
  try {
    return await createGpuProofExecutor(options);
  } catch (error) {
    if (options.fallback === true && isSuanliError(error, 'EXECUTOR_GPU_MISSING')) {
      return createCpuProofExecutor(options);
    }
    throw error;
  }
}
