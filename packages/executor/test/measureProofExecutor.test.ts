import { expect, test } from 'vitest';
import { createCpuProofExecutor, measureProofExecutor } from '../src/proof/index.ts';

test('a measurement grows until it takes long enough, and stops when it is told to', async () => {
  const executor = createCpuProofExecutor({ threads: 1 });
  try {
    const speed = await measureProofExecutor(executor, { targetMs: 100 });
    expect(speed.elapsedMs).toBeGreaterThan(50);
    const hashes = 2 ** speed.leafCountLog2 * speed.hashesPerLeaf;
    expect(speed.hashesPerSecond).toBeCloseTo((hashes / speed.elapsedMs) * 1_000, 3);
    const measuring = measureProofExecutor(executor, { targetMs: 1e9, signal: AbortSignal.timeout(50) });
    await expect(measuring).rejects.toMatchObject({ code: 'EXECUTOR_CANCELLED' });
  } finally {
    await executor.stop();
  }
});
