import { availableParallelism, totalmem } from 'node:os';
import type { Executor } from '../Executor.ts';
import { WasmExecutor } from './internal/WasmExecutor.ts';

export interface WasmExecutorOptions {
  /** Tasks that run at the same time, each in a process of its own. Default the number of processors. */
  readonly slots?: number;
  /**
   * Largest memory cap that is taken, in pages of 64 KiB. Default three quarters of this machine's memory shared out over the slots; at
   * most 65536. Never more than the machine has for every slot: a program whose memory cannot grow here, but can elsewhere, ends differently.
   */
  readonly maxMemoryPages?: number;
  /** Largest output limit that is taken, in bytes; sandboxes get a heap of about twice as much. Default 256 MiB, at most 1 GiB. */
  readonly maxOutputBytes?: number;
  /** Largest module that is taken, in bytes. Default 16 MiB. */
  readonly maxModuleBytes?: number;
  /** Modules that are remembered; the least recently used ones are forgotten and need `prepare` again. Default 64. */
  readonly maxPreparedModules?: number;
  /** Modules that each process keeps compiled. Default 8. */
  readonly maxLoadedModules?: number;
  /** Time in milliseconds for a sandbox process to come up. Default 30000. */
  readonly startTimeoutMs?: number;
  /** Time in milliseconds for instrumenting a module, and again for the engine to take it. Default 60000. */
  readonly loadTimeoutMs?: number;
}

/**
 * An executor for WASI preview 1 commands on V8: modules are instrumented by `@suanli/machine`, and each slot is a child process under
 * Node's permission model, without environment and network, in which every task gets an instance and a memory of its own.
 *
 * @example
 * const executor = createWasmExecutor({ slots: 2 });
 * await executor.start();
 * const { moduleHash } = await executor.prepare(wasm, { memoryPages: 256 });
 * const outcome = await executor.execute({ moduleHash, args: [], env: {}, stdin, inputs: {}, limits, seed });
 */
export function createWasmExecutor(options: WasmExecutorOptions = {}): Executor {
  const slots = Math.max(1, options.slots ?? availableParallelism());
  const shareOfMemory = Math.floor((totalmem() * 0.75) / slots / 65_536);
  return new WasmExecutor({
    slots,
    maxMemoryPages: Math.min(options.maxMemoryPages ?? shareOfMemory, 65_536),
    maxOutputBytes: Math.min(options.maxOutputBytes ?? 256 << 20, 1 << 30),
    maxModuleBytes: options.maxModuleBytes ?? 16 << 20,
    maxPreparedModules: options.maxPreparedModules ?? 64,
    maxLoadedModules: options.maxLoadedModules ?? 8,
    startTimeoutMs: options.startTimeoutMs ?? 30_000,
    loadTimeoutMs: options.loadTimeoutMs ?? 60_000,
  });
}
