import type { ProofExecutor } from './ProofExecutor.ts';

export interface MeasureProofExecutorOptions {
  /** How long the run that counts should take, in milliseconds. Default 2000; more evens out what else the machine does. */
  readonly targetMs?: number;
  readonly signal?: AbortSignal;
}

/** How fast an executor is, as a proof would show it without the time of its blocks. */
export interface ProofSpeed {
  readonly hashesPerSecond: number;
  /** The tree that was computed. */
  readonly leafCountLog2: number;
  readonly hashesPerLeaf: number;
  readonly elapsedMs: number;
}

const seed = `0x${'5a'.repeat(32)}` as const;
const hashesPerLeaf = 64;
const maxLeafCountLog2 = 32;

/**
 * Measures an executor on this machine: trees of growing size, until one takes long enough to count.
 *
 * @throws SuanliError as {@link ProofExecutor.commit} does
 *
 * @example
 * const { hashesPerSecond } = await measureProofExecutor(createCpuProofExecutor());
 */
export async function measureProofExecutor(
  executor: ProofExecutor,
  options: MeasureProofExecutorOptions = {},
): Promise<ProofSpeed> {
  const { targetMs = 2_000, signal } = options;
  for (let leafCountLog2 = 8; ; ) {
    const commitment = await executor.commit({ seed, leafCountLog2, hashesPerLeaf }, signal ? { signal } : {});
    commitment.release();
    const { elapsedMs } = commitment;
    if (elapsedMs * 2 > targetMs || leafCountLog2 >= maxLeafCountLog2) {
      const hashesPerSecond = ((2 ** leafCountLog2 * hashesPerLeaf) / elapsedMs) * 1_000;
      return { hashesPerSecond, leafCountLog2, hashesPerLeaf, elapsedMs };
    }
    // Small trees say little about the speed of large ones: at most 64 times the size at once.
    const steps = Math.floor(Math.log2(targetMs / elapsedMs));
    leafCountLog2 = Math.min(maxLeafCountLog2, leafCountLog2 + Math.min(6, Math.max(1, steps)));
  }
}
