import type { ProofTask } from '@suanli/protocol';
import { checkTask } from './internal/checkTask.ts';
import { chunkDepth } from './internal/chunkDepth.ts';
import { openGpu } from './internal/gpu/openGpu.ts';
import { ProofGpu } from './internal/gpu/ProofGpu.ts';
import { ProofKernel } from './internal/ProofKernel.ts';
import { ProofTree } from './internal/ProofTree.ts';
import { reportProgress } from './internal/reportProgress.ts';
import type { CommitProofOptions, ProofCommitment, ProofExecutor } from './ProofExecutor.ts';

export interface GpuProofExecutorOptions {
  /**
   * Whether an adapter will do behind which the CPU computes, such as SwiftShader. Default false: it is slower than the CPU executor,
   * and good for tests alone.
   */
  readonly allowSoftware?: boolean;
}

/**
 * Makes an executor of compute proofs that uses a GPU through WebGPU: Dawn, which the optional npm package `webgpu` carries, over
 * Vulkan, Metal or Direct3D 12. It takes 64 MiB of the GPU's memory for each commitment, whatever its size.
 *
 * @throws SuanliError `EXECUTOR_GPU_MISSING` where there is no adapter; {@link createProofExecutor} falls back to the CPU if asked
 *
 * @example
 * const executor = await createGpuProofExecutor();
 * const { root, open } = await executor.commit({ seed, leafCountLog2: 24, hashesPerLeaf: 512 });
 */
export async function createGpuProofExecutor(options: GpuProofExecutorOptions = {}): Promise<ProofExecutor> {
  const opened = await openGpu({ allowSoftware: options.allowSoftware ?? false });
  const gpu = await ProofGpu.create(opened);
  const kernel = new ProofKernel();

  const commit = async (task: ProofTask, { signal, onProgress }: CommitProofOptions = {}): Promise<ProofCommitment> => {
    checkTask(task);
    const startMs = performance.now();
    const depth = chunkDepth(task);
    const report = reportProgress(2 ** task.leafCountLog2, onProgress);
    const chunkRoots = await gpu.chunkRoots(task, depth, signal, report);
    return new ProofTree({
      task,
      chunkRoots,
      depth,
      kernel,
      elapsedMs: () => performance.now() - startMs,
      siblings: (chunk, positions, opening) => gpu.siblings(task, depth, chunk, positions, opening),
    });
  };

  return { name: 'gpu', describe: () => ({ device: opened.name }), commit, stop: () => gpu.stop() };
}
