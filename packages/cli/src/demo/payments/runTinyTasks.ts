import { readFile } from 'node:fs/promises';
import { createWasmExecutor } from '@suanli/executor/wasm';
import { encodeOutput, hashOutput, hashTask, type ReceiptLeaf, SuanliError, TaskStatus } from '@suanli/protocol';
import { type Address, type Hex, keccak256, toHex } from 'viem';

export interface RunTinyTasksParameters {
  readonly providers: readonly Address[];
  /** In all; task i is that of provider i modulo their number. */
  readonly tasks: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/** What one provider has computed. */
export interface ProviderWork {
  readonly provider: Address;
  /** A line for each of its tasks, as receipts have them. */
  readonly receipts: readonly ReceiptLeaf[];
  /** Metered instructions of all of them. */
  readonly work: bigint;
}

const module = new URL('../../../../../examples/word-count/word-count.wasm', import.meta.url);
const text = new URL('../../../../../examples/word-count/english.txt', import.meta.url);
const limits = { work: 1_000_000_000n, memoryPages: 16, outputBytes: 65_536, wallMs: 60_000 } as const;
const templateHash = keccak256(toHex('count the words of a line'));

/**
 * Counts the words of `tasks` lines of a text, each in a sandbox run of its own, and meters the work.
 *
 * @throws SuanliError `CLI_FILE_UNREADABLE`, `EXECUTOR_…`
 */
export async function runTinyTasks(parameters: RunTinyTasksParameters): Promise<readonly ProviderWork[]> {
  const { providers, tasks, signal, onProgress } = parameters;
  const read = (file: URL) =>
    readFile(file).catch((cause: unknown) => {
      throw new SuanliError('CLI_FILE_UNREADABLE', { parameters: { file: file.pathname }, cause });
    });
  const lines = (await read(text))
    .toString()
    .split('\n')
    .filter((line) => line.trim() !== '');
  const executor = createWasmExecutor({ maxMemoryPages: limits.memoryPages });
  const receipts: ReceiptLeaf[][] = providers.map(() => []);
  try {
    await executor.start({ signal });
    const { moduleHash } = await executor.prepare(await read(module), { memoryPages: limits.memoryPages, signal });
    let next = 0;
    let done = 0;
    const one = async (taskIndex: number): Promise<void> => {
      const taskHash: Hex = hashTask(templateHash, { index: taskIndex });
      const line = lines[taskIndex % lines.length] ?? '';
      const { status, work, output } = await executor.execute(
        {
          moduleHash,
          args: [],
          env: {},
          stdin: new Uint8Array(),
          inputs: { 'line.txt': new TextEncoder().encode(line) },
          limits,
          seed: taskHash,
        },
        { signal },
      );
      if (status !== TaskStatus.completed) throw new RangeError(`task ${taskIndex} ended with ${status}`);
      receipts[taskIndex % providers.length]?.push({
        taskIndex,
        taskHash,
        outputHash: hashOutput(encodeOutput(output)),
        work,
        status,
      });
      onProgress?.(++done);
    };
    const worker = async (): Promise<void> => {
      while (next < tasks) await one(next++);
    };
    // Two for each slot: one runs while the other is handed over.
    await Promise.all(Array.from({ length: 2 * executor.slots }, worker));
  } finally {
    await executor.stop();
  }
  return providers.map((provider, index) => {
    const own = (receipts[index] ?? []).toSorted((left, right) => left.taskIndex - right.taskIndex);
    return { provider, receipts: own, work: own.reduce((sum, { work }) => sum + work, 0n) };
  });
}
