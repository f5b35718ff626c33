import { availableParallelism, cpus } from 'node:os';
import { type ProofTask, SuanliError } from '@suanli/protocol';
import { hexToBytes } from 'viem';
import { checkTask } from './internal/checkTask.ts';
import { chunkDepth } from './internal/chunkDepth.ts';
import { nodeBytes } from './internal/nodeBytes.ts';
import { ProofKernel } from './internal/ProofKernel.ts';
import { ProofThreads } from './internal/ProofThreads.ts';
import { ProofTree } from './internal/ProofTree.ts';
import { reportProgress } from './internal/reportProgress.ts';
import type { CommitProofOptions, ProofCommitment, ProofExecutor } from './ProofExecutor.ts';

export interface CpuProofExecutorOptions {
  /** Threads that compute. Default: all cores, which is what a proof is meant to show; fewer where others need the machine. */
  readonly threads?: number;
}

/** An order takes at least so many hashes, so that messages cost nothing beside it: some 25 ms of one core. */
const orderHashes = 1 << 17;

/**
 * Makes an executor of compute proofs that uses the CPU: a thread for each core, each with a WebAssembly kernel that hashes two leaves
 * at a time. Threads start with the first task.
 *
 * @throws SuanliError `EXECUTOR_LIMIT_INVALID`
 *
 * @example
 * const executor = createCpuProofExecutor();
 * const { root, open } = await executor.commit({ seed, leafCountLog2: 16, hashesPerLeaf: 64 });
 */
export function createCpuProofExecutor(options: CpuProofExecutorOptions = {}): ProofExecutor {
  const count = options.threads ?? availableParallelism();
  if (!Number.isInteger(count) || count < 1 || count > 1024) {
    throw new SuanliError('EXECUTOR_LIMIT_INVALID', {
      parameters: { limit: 'threads', value: count, min: 1, max: 1024 },
    });
  }
  const threads = new ProofThreads(count);
  let kernel: ProofKernel | undefined;

  const commit = async (task: ProofTask, { signal, onProgress }: CommitProofOptions = {}): Promise<ProofCommitment> => {
    checkTask(task);
    const startMs = performance.now();
    const depth = chunkDepth(task);
    const chunkCount = 2 ** (task.leafCountLog2 - depth);
    const perOrder = Math.max(1, Math.floor(orderHashes / (2 ** depth * task.hashesPerLeaf)));
    const base = { seed: hexToBytes(task.seed), hashesPerLeaf: task.hashesPerLeaf, depth };
    const chunkRoots = new Uint8Array(chunkCount * nodeBytes);
    const report = reportProgress(2 ** task.leafCountLog2, onProgress);
    // What fails ends the rest of this commitment as well.
    const failed = new AbortController();
    const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < chunkCount) {
        const chunk = next;
        const chunks = Math.min(perOrder, chunkCount - chunk);
        next += chunks;
        chunkRoots.set(await threads.run({ ...base, chunk, chunks }, either), chunk * nodeBytes);
        report(chunks * 2 ** depth);
      }
    };
    try {
      // Twice as many as threads: none waits for the next order.
      await Promise.all(Array.from({ length: count * 2 }, lane));
    } catch (error) {
      failed.abort(error);
      throw error;
    }
    kernel ??= new ProofKernel();
    return new ProofTree({
      task,
      chunkRoots,
      depth,
      kernel,
      elapsedMs: () => performance.now() - startMs,
      siblings: (chunk, positions, opened) => threads.run({ ...base, chunk, chunks: 1, positions }, opened),
    });
  };

  return {
    name: 'cpu',
    describe: () => ({ device: cpus()[0]?.model.trim() ?? process.arch, threads: count }),
    commit,
    stop: () => threads.stop(),
  };
}
