import { isDeepStrictEqual } from 'node:util';
import { type ErrorCode, isSuanliError, type ProofTask, proofRoot, proofSiblings, SuanliError } from '@suanli/protocol';
import { type Hex, keccak256, toHex } from 'viem';
import type { ProofExecutor, ProofProgress } from '../proof/ProofExecutor.ts';

export interface ProofConformanceOptions {
  /** Makes another executor of the same kind. */
  readonly createExecutor: () => ProofExecutor | Promise<ProofExecutor>;
  /** Trees that somebody else computed, such as `packages/protocol/test/vectors/compute-proof.json`. */
  readonly vectors?: readonly (ProofTask & {
    readonly root: Hex;
    readonly indexes: readonly number[];
    readonly siblings: readonly Hex[];
  })[];
}

export interface ProofConformanceCase {
  readonly name: string;
  /**
   * @param executor can be used for the next case afterwards
   * @throws SuanliError `EXECUTOR_CONFORMANCE`
   */
  readonly run: (executor: ProofExecutor) => Promise<void>;
}

/** Far more than any machine computes while a case runs. */
const endless = { leafCountLog2: 36, hashesPerLeaf: 1_000 } as const;

const seedOf = (words: string): Hex => keccak256(toHex(words));

/**
 * The cases that an executor of compute proofs must pass before its proofs are worth sending. They need no test framework.
 *
 * @example
 * for (const { name, run } of proofExecutorConformance({ createExecutor })) test(name, () => run(executor));
 */
export function proofExecutorConformance(options: ProofConformanceOptions): ProofConformanceCase[] {
  const cases: ProofConformanceCase[] = [];
  const define = (name: string, check: (executor: ProofExecutor, expect: Expect) => Promise<void>) =>
    cases.push({ name, run: (executor) => check(executor, expectIn(name)) });

  for (let leafCountLog2 = 1; leafCountLog2 <= 12; leafCountLog2++) {
    define(
      `a tree of 2^${leafCountLog2} leaves has the root and openings of its definition`,
      async (executor, expect) => {
        const seed = seedOf(`tree ${leafCountLog2}`);
        const task = { seed, leafCountLog2, hashesPerLeaf: 1 + (leafCountLog2 % 4) };
        const last = 2 ** leafCountLog2 - 1;
        // The ends, a leaf that any cut in the tree has beside it, some in between, and one twice.
        const drawn = Array.from({ length: 6 }, (_, i) => Number(BigInt(seedOf(`${seed} ${i}`)) % BigInt(last + 1)));
        await expect.agreement(executor, task, [0, last, (last + 1) / 2, (last - 1) / 2, ...drawn, 0]);
      },
    );
  }
  for (const [i, vector] of (options.vectors ?? []).entries()) {
    define(
      `shared vector ${i}: depth ${vector.leafCountLog2}, ${vector.hashesPerLeaf} hashes per leaf`,
      async (executor, expect) => {
        const { seed, leafCountLog2, hashesPerLeaf } = vector;
        const commitment = await executor.commit({ seed, leafCountLog2, hashesPerLeaf });
        expect.equal(commitment.root, vector.root, 'root');
        expect.equal(await commitment.open(vector.indexes), vector.siblings, 'openings');
        expect.equal(await commitment.open(vector.indexes.map(BigInt)), vector.siblings, 'openings by bigint');
        commitment.release();
      },
    );
  }
  define('random seeds and shapes agree with the definition', async (executor, expect) => {
    for (let round = 0; round < 12; round++) {
      const seed = seedOf(`fuzz ${round}`);
      const dice = BigInt(seedOf(seed));
      const leafCountLog2 = 1 + Number(dice % 9n);
      const hashesPerLeaf = 1 + Number((dice >> 8n) % 7n);
      const index = Number((dice >> 16n) % BigInt(2 ** leafCountLog2));
      await expect.agreement(executor, { seed, leafCountLog2, hashesPerLeaf }, [index]);
    }
  });
  define('nothing asked for opens nothing', async (executor, expect) => {
    const commitment = await executor.commit({ seed: seedOf('none'), leafCountLog2: 3, hashesPerLeaf: 1 });
    expect.equal(await commitment.open([]), [], 'openings');
  });
  define('several commitments at once do not disturb each other', async (executor, expect) => {
    await Promise.all(
      [11, 4, 11].map((leafCountLog2, i) =>
        expect.agreement(executor, { seed: seedOf(`at once ${i}`), leafCountLog2, hashesPerLeaf: 2 }, [i, 3, 9]),
      ),
    );
  });
  define('progress grows to all leaves', async (executor, expect) => {
    const seen: ProofProgress[] = [];
    await executor.commit(
      { seed: seedOf('progress'), leafCountLog2: 12, hashesPerLeaf: 3 },
      { onProgress: (progress) => seen.push(progress) },
    );
    const leaves = seen.map((progress) => progress.leaves);
    expect.equal(leaves.at(-1), 4096, 'leaves at the end');
    expect.equal(
      leaves,
      leaves.toSorted((a, b) => a - b),
      'order of the counts',
    );
    expect.equal(new Set(seen.map(({ totalLeaves }) => totalLeaves)), new Set([4096]), 'total');
  });
  define('an aborted commitment ends, and the executor goes on', async (executor, expect) => {
    const before = AbortSignal.abort();
    await expect.failure(
      executor.commit({ seed: seedOf('abort'), ...endless }, { signal: before }),
      'EXECUTOR_CANCELLED',
    );
    const controller = new AbortController();
    // Aborted in the middle: some leaves are there.
    await expect.failure(
      executor.commit(
        { seed: seedOf('abort'), ...endless, hashesPerLeaf: 1 },
        { signal: controller.signal, onProgress: () => controller.abort() },
      ),
      'EXECUTOR_CANCELLED',
    );
    await expect.agreement(executor, { seed: seedOf('after'), leafCountLog2: 5, hashesPerLeaf: 2 }, [1, 30]);
  });
  define('an abort ends its own commitment alone', async (executor, expect) => {
    const controller = new AbortController();
    const aborted = expect.failure(
      executor.commit({ seed: seedOf('aborted'), ...endless, hashesPerLeaf: 1 }, { signal: controller.signal }),
      'EXECUTOR_CANCELLED',
    );
    const task = { seed: seedOf('survivor'), leafCountLog2: 12, hashesPerLeaf: 4 };
    const survivor = executor.commit(task);
    // Both are under way: an executor hands out its first work within the call.
    controller.abort();
    await aborted;
    expect.equal((await survivor).root, proofRoot(task), 'root');
  });
  define('what was released cannot be opened', async (executor, expect) => {
    const commitment = await executor.commit({ seed: seedOf('release'), leafCountLog2: 4, hashesPerLeaf: 1 });
    commitment.release();
    commitment.release();
    await expect.failure(commitment.open([1]), 'EXECUTOR_PROOF_RELEASED');
  });
  define('leaves outside the tree are refused', async (executor, expect) => {
    const commitment = await executor.commit({ seed: seedOf('outside'), leafCountLog2: 4, hashesPerLeaf: 1 });
    for (const index of [16, -1, 0.5, Number.NaN]) {
      await expect.failure(commitment.open([0, index]), 'EXECUTOR_PROOF_INVALID');
    }
    await expect.failure(commitment.open([1n << 64n]), 'EXECUTOR_PROOF_INVALID');
  });
  define('tasks that the chain does not give are refused', async (executor, expect) => {
    const task = { seed: seedOf('invalid'), leafCountLog2: 4, hashesPerLeaf: 1 };
    const wrong: readonly Partial<ProofTask>[] = [
      { seed: '0x12' },
      { leafCountLog2: 0 },
      { leafCountLog2: 41 },
      { leafCountLog2: 1.5 },
      { hashesPerLeaf: 0 },
      { hashesPerLeaf: 2 ** 32 },
    ];
    for (const change of wrong) {
      await expect.failure(executor.commit({ ...task, ...change }), 'EXECUTOR_PROOF_INVALID');
    }
  });
  define('a stopped executor ends what it does, and takes nothing more', async (_, expect) => {
    const executor = await options.createExecutor();
    const running = expect.failure(executor.commit({ seed: seedOf('stop'), ...endless }), 'EXECUTOR_STOPPED');
    await executor.stop();
    await running;
    const task = { seed: seedOf('stopped'), leafCountLog2: 4, hashesPerLeaf: 1 };
    await expect.failure(executor.commit(task), 'EXECUTOR_STOPPED');
    await executor.stop();
  });
  return cases;
}

interface Expect {
  equal(actual: unknown, expected: unknown, what: string): void;
  failure(promise: Promise<unknown>, code: ErrorCode): Promise<void>;
  /** That root and openings are those of the protocol's own functions. */
  agreement(executor: ProofExecutor, task: ProofTask, indexes: readonly number[]): Promise<void>;
}

function expectIn(name: string): Expect {
  const fail = (problem: string, cause?: unknown) =>
    new SuanliError('EXECUTOR_CONFORMANCE', {
      parameters: { case: name, problem },
      ...(cause === undefined ? {} : { cause }),
    });
  const equal = (actual: unknown, expected: unknown, what: string) => {
    if (!isDeepStrictEqual(actual, expected)) throw fail(`${what}: ${String(actual)} instead of ${String(expected)}`);
  };
  return {
    equal,
    failure: async (promise, code) => {
      const error = await promise.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!isSuanliError(error, code)) throw fail(`${code} expected, not ${String(error)}`, error);
    },
    agreement: async (executor, task, indexes) => {
      const commitment = await executor.commit(task);
      const shape = `depth ${task.leafCountLog2}, ${task.hashesPerLeaf} hashes per leaf`;
      equal(commitment.root, proofRoot(task), `root at ${shape}`);
      const inside = indexes.filter((index) => index < 2 ** task.leafCountLog2);
      equal(await commitment.open(inside), proofSiblings(task, inside), `openings at ${shape}`);
      commitment.release();
    },
  };
}
