import { readFileSync } from 'node:fs';
import { bytesToHex, type Hex, hexToBytes, keccak256 } from 'viem';
import { afterAll, describe, expect, test } from 'vitest';
import { proofLeaf } from '../../protocol/src/index.ts';
import { proofExecutorConformance } from '../src/conformance/index.ts';
import { createCpuProofExecutor, createGpuProofExecutor, type ProofExecutor } from '../src/proof/index.ts';
import { chunkDepth } from '../src/proof/internal/chunkDepth.ts';
import { openGpu } from '../src/proof/internal/gpu/openGpu.ts';
import { ProofGpu } from '../src/proof/internal/gpu/ProofGpu.ts';
import { ProofKernel } from '../src/proof/internal/ProofKernel.ts';
import { openTestGpu } from './internal/openTestGpu.ts';

interface Vector {
  seed: Hex;
  leafCountLog2: number;
  hashesPerLeaf: number;
  root: Hex;
  indexes: number[];
  siblings: Hex[];
}
const file = new URL('../../protocol/test/vectors/compute-proof.json', import.meta.url);
const { cases: vectors } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Vector[] };

/** Chunks and leaves of trees that no test computes: their indexes need more than 32 bits. */
const farSeed = keccak256('0xfa');
const far = { seed: farSeed, leafCountLog2: 40, hashesPerLeaf: 3 } as const;
const farChunks = [0, 2 ** 31 - 1, 2 ** 31, 2 ** 37 - 1] as const;
const farDepth = 3;
/** The siblings of leaves 0 and 5 of a chunk that are leaves themselves. */
const farLeaves = (chunk: number) =>
  [1, 4].map((position) =>
    proofLeaf({ seed: farSeed, index: BigInt(chunk) * 8n + BigInt(position), hashesPerLeaf: far.hashesPerLeaf }),
  );
const leavesOf = (siblings: Uint8Array) =>
  [0, farDepth].map((node) => bytesToHex(siblings.subarray(node * 32, node * 32 + 32)));

describe('the executor of compute proofs on the CPU', () => {
  const createExecutor = () => createCpuProofExecutor({ threads: 2 });
  const executor = createExecutor();
  afterAll(() => executor.stop());
  for (const { name, run } of proofExecutorConformance({ createExecutor, vectors })) test(name, () => run(executor));

  test('indexes of large trees are exact', () => {
    const kernel = new ProofKernel();
    for (const chunk of farChunks) {
      const first = BigInt(chunk) << BigInt(farDepth);
      const siblings = kernel.siblings(hexToBytes(farSeed), first, farDepth, far.hashesPerLeaf, [0, 5]);
      expect(leavesOf(siblings)).toEqual(farLeaves(chunk));
    }
  });

  test('a chunk is small enough to compute again, and chunks are few enough to keep', () => {
    const depth = (leafCountLog2: number, hashesPerLeaf: number) =>
      chunkDepth({ seed: farSeed, leafCountLog2, hashesPerLeaf });
    expect(depth(4, 1)).toBe(4);
    expect(depth(24, 512)).toBe(10);
    expect(depth(24, 2 ** 16)).toBe(6);
    expect(depth(24, 2 ** 32 - 1)).toBe(4);
    expect(depth(40, 1)).toBe(20);
  });

  test('an impossible number of threads is refused', () => {
    for (const threads of [0, 1.5, -1, 100_000]) {
      expect(() => createCpuProofExecutor({ threads })).toThrow(
        expect.objectContaining({ code: 'EXECUTOR_LIMIT_INVALID' }),
      );
    }
  });
});

const gpu = await openTestGpu();

describe.skipIf(typeof gpu === 'string')(
  `the executor of compute proofs on ${typeof gpu === 'string' ? `a GPU (skipped: ${gpu})` : gpu.describe().device}`,
  () => {
    const createExecutor = () => createGpuProofExecutor({ allowSoftware: true });
    afterAll(() => (typeof gpu === 'string' ? undefined : gpu.stop()));
    for (const { name, run } of proofExecutorConformance({ createExecutor, vectors })) {
      test(name, () => run(gpu as ProofExecutor));
    }

    test('indexes of large trees are exact', async () => {
      const tree = await ProofGpu.create(await openGpu({ allowSoftware: true }));
      for (const chunk of farChunks) {
        const siblings = await tree.siblings(far, farDepth, chunk, [0, 5], undefined);
        expect(leavesOf(siblings)).toEqual(farLeaves(chunk));
      }
      await tree.stop();
    });
  },
);
