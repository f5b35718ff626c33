import type { TaskLimits } from '@suanli/protocol';
import type { Executor } from './Executor.ts';
import { guestModule } from './internal/guestModule.ts';

export interface ExecutorBenchmark {
  /** Metered instructions per second of one slot, while the other slots are idle. */
  readonly workPerSecond: number;
}

const seed = `0x${'00'.repeat(32)}` as const;
const memoryPages = 16;
/** Enough for the engine to bring its optimised code. */
const warmUpWork = 50_000_000n;
const targetMs = 300;

/**
 * Measures how fast an executor works on this machine: about 300 ms of a built-in mixture of integer, float and memory instructions.
 *
 * @param executor a started executor of kind `wasm`, best without other tasks
 * @throws SuanliError as {@link Executor.prepare} and {@link Executor.execute} do
 *
 * @example
 * const { workPerSecond } = await benchmarkExecutor(executor);
 */
export async function benchmarkExecutor(
  executor: Executor,
  options: { readonly signal?: AbortSignal } = {},
): Promise<ExecutorBenchmark> {
  const { moduleHash } = await executor.prepare(guestModule('kernel'), { memoryPages, ...options });
  const timeMs = async (work: bigint): Promise<number> => {
    const limits: TaskLimits = { work, memoryPages, outputBytes: 0, wallMs: 60_000 };
    const startMs = performance.now();
    // The program never ends by itself: it uses exactly the work it is given.
    await executor.execute(
      { moduleHash, args: [], env: {}, stdin: new Uint8Array(0), inputs: {}, limits, seed },
      options,
    );
    return Math.max(performance.now() - startMs, 0.001);
  };
  // Executors start their sandboxes' code cold, so the first runs only tell how much to give the one that counts.
  await timeMs(warmUpWork);
  const guess = Number(warmUpWork) / (await timeMs(warmUpWork));
  const work = BigInt(Math.max(1_000_000, Math.round(guess * targetMs)));
  return { workPerSecond: (Number(work) / (await timeMs(work))) * 1000 };
}
