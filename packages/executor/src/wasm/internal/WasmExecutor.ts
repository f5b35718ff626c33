import { SuanliError } from '@suanli/protocol';
import { type Hex, keccak256 } from 'viem';
import type { ExecuteOptions, Executor, PreparedModule, PrepareOptions, TaskOutcome, TaskRun } from '../../Executor.ts';
import { checkRun } from './checkRun.ts';
import { Instrumenter } from './Instrumenter.ts';
import type { Job } from './Job.ts';
import type { PreparedEntry } from './PreparedEntry.ts';
import { Slot } from './Slot.ts';
import { networkNamespaceWorks, spawnSandbox } from './spawnSandbox.ts';

export interface WasmExecutorSettings {
  readonly slots: number;
  readonly maxMemoryPages: number;
  readonly maxOutputBytes: number;
  readonly maxModuleBytes: number;
  readonly maxPreparedModules: number;
  readonly maxLoadedModules: number;
  readonly startTimeoutMs: number;
  readonly loadTimeoutMs: number;
  /** What runs in the processes instead of the sandbox, for tests. */
  readonly entry?: URL;
}

/** Native stack of a guest. The stack guard of the instrumentation trips at a small part of it, whatever the engine's frames look like. */
const stackMb = 16;
/** Above twice the longest output, which is what growing buffers can take. */
function heapMbFor(maxOutputBytes: number): number {
  return 256 + Math.ceil((2 * maxOutputBytes) / (1 << 20));
}

/** Enough for 16 MiB of code that consists of one-byte instructions. */
const instrumenterHeapMb = 2048;

const maxWork = (1n << 62n) - 1n;
const maxWallMs = 0x7fff_ffff;

function keyOf(moduleHash: Hex, memoryPages: number): string {
  return `${moduleHash.toLowerCase()}:${memoryPages}`;
}

function checkLimit(limit: string, value: number | bigint, min: number | bigint, max: number | bigint): void {
  if (value >= min && value <= max && (typeof value === 'bigint' || Number.isInteger(value))) return;
  throw new SuanliError('EXECUTOR_LIMIT_INVALID', { parameters: { limit, value, min, max } });
}

/** The executor behind `createWasmExecutor`: slots, and the queue before them. */
export class WasmExecutor implements Executor {
  readonly kind = 'wasm';
  readonly slots: number;
  readonly #settings: WasmExecutorSettings;
  #slotList: Slot[] = [];
  #running = false;
  /** Jobs in the order they came; those before `#pendingFrom` are gone. */
  #pending: Job[] = [];
  #pendingFrom = 0;
  /** All jobs that have not ended. */
  readonly #jobs = new Set<Job>();
  /** By hash and memory cap, least recently used first. */
  readonly #modules = new Map<string, PreparedEntry>();
  readonly #preparing = new Map<string, Promise<PreparedEntry>>();
  #nextModuleId = 1;
  readonly #instrumenter: Instrumenter;

  constructor(settings: WasmExecutorSettings) {
    this.#settings = settings;
    this.slots = settings.slots;
    this.#instrumenter = new Instrumenter({ timeoutMs: settings.loadTimeoutMs, heapMb: instrumenterHeapMb });
  }

  /** Process ids of the sandboxes that are up. */
  get pids(): number[] {
    return this.#slotList.map(({ pid }) => pid).filter((pid) => pid !== undefined);
  }

  async start(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    const { signal } = options;
    if (signal?.aborted) throw new SuanliError('EXECUTOR_CANCELLED', { cause: signal.reason });
    if (this.#running) return;
    this.#running = true;
    this.#instrumenter.start();
    const networkNamespace = networkNamespaceWorks();
    const { entry, maxOutputBytes, startTimeoutMs, loadTimeoutMs, maxLoadedModules } = this.#settings;
    const spawn = () =>
      spawnSandbox({
        networkNamespace,
        stackMb,
        heapMb: heapMbFor(maxOutputBytes),
        ...(entry === undefined ? {} : { entry }),
      });
    this.#slotList = Array.from(
      { length: this.slots },
      () =>
        new Slot({
          spawn,
          startTimeoutMs,
          loadTimeoutMs,
          maxLoadedModules,
          onRoom: () => this.#pump(),
          onReturned: (jobs) => this.#onReturned(jobs),
          onStartFailed: (error) => this.#onStartFailed(error),
        }),
    );
    const aborted = Promise.withResolvers<never>();
    const onAbort = () => aborted.reject(new SuanliError('EXECUTOR_CANCELLED', { cause: signal?.reason }));
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      await Promise.race([Promise.all(this.#slotList.map((slot) => slot.start())), aborted.promise]);
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    for (const job of [...this.#jobs]) job.reject(new SuanliError('EXECUTOR_STOPPED'));
    this.#pending = [];
    this.#pendingFrom = 0;
    const slots = this.#slotList;
    this.#slotList = [];
    await Promise.all([this.#instrumenter.stop(), ...slots.map((slot) => slot.stop())]);
  }

  async prepare(module: Uint8Array, options: PrepareOptions): Promise<PreparedModule> {
    const { memoryPages, signal } = options;
    if (signal?.aborted) throw new SuanliError('EXECUTOR_CANCELLED', { cause: signal.reason });
    if (!this.#running) throw new SuanliError('EXECUTOR_NOT_STARTED');
    const { maxModuleBytes, maxMemoryPages } = this.#settings;
    if (module.length > maxModuleBytes) {
      throw new SuanliError('EXECUTOR_MODULE_TOO_LARGE', {
        parameters: { bytes: module.length, maxBytes: maxModuleBytes },
      });
    }
    checkLimit('memoryPages', memoryPages, 1, maxMemoryPages);
    const moduleHash = keccak256(module);
    const key = keyOf(moduleHash, memoryPages);
    if (this.#touch(key) === undefined) {
      let preparing = this.#preparing.get(key);
      if (preparing === undefined) {
        preparing = this.#prepare(module, moduleHash, memoryPages).finally(() => this.#preparing.delete(key));
        this.#preparing.set(key, preparing);
      }
      await this.#orAborted(preparing, signal);
    }
    return { moduleHash, memoryPages };
  }

  async #orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (signal === undefined) return promise;
    const aborted = Promise.withResolvers<never>();
    const onAbort = () => aborted.reject(new SuanliError('EXECUTOR_CANCELLED', { cause: signal.reason }));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([promise, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  async #prepare(module: Uint8Array, moduleHash: Hex, memoryPages: number): Promise<PreparedEntry> {
    const { bytes, hooks } = await this.#instrumenter.instrument(module, memoryPages);
    if (!this.#running) throw new SuanliError('EXECUTOR_STOPPED');
    const entry: PreparedEntry = {
      id: this.#nextModuleId,
      moduleHash,
      memoryPages,
      bytes,
      hooks,
      averageMs: undefined,
    };
    this.#nextModuleId++;
    await new Promise<void>((resolve, reject) => {
      this.#enqueue({ kind: 'load', module: entry, ...this.#settling(resolve, reject) });
    });
    this.#modules.set(keyOf(moduleHash, memoryPages), entry);
    for (const key of this.#modules.keys()) {
      if (this.#modules.size <= this.#settings.maxPreparedModules) break;
      this.#modules.delete(key);
    }
    return entry;
  }

  /** Looks a module up and makes it the most recently used. */
  #touch(key: string): PreparedEntry | undefined {
    const entry = this.#modules.get(key);
    if (entry !== undefined) {
      this.#modules.delete(key);
      this.#modules.set(key, entry);
    }
    return entry;
  }

  /** The settling half of a job: once only, and struck off the list. */
  #settling<T>(
    resolve: (value: T) => void,
    reject: (error: SuanliError) => void,
  ): Pick<Job, 'settled' | 'abandonedMs' | 'reject'> & { resolve: (value: T) => void } {
    const executor = this;
    return {
      settled: false,
      abandonedMs: undefined,
      resolve(this: Job, value: T) {
        if (this.settled) return;
        this.settled = true;
        executor.#jobs.delete(this);
        resolve(value);
      },
      reject(this: Job, error: SuanliError) {
        if (this.settled) return;
        this.settled = true;
        executor.#jobs.delete(this);
        reject(error);
      },
    };
  }

  async execute(run: TaskRun, options: ExecuteOptions = {}): Promise<TaskOutcome> {
    const { signal } = options;
    if (signal?.aborted) throw new SuanliError('EXECUTOR_CANCELLED', { cause: signal.reason });
    if (!this.#running) throw new SuanliError('EXECUTOR_NOT_STARTED');
    const { limits, moduleHash } = run;
    checkLimit('work', limits.work, 0n, maxWork);
    checkLimit('outputBytes', limits.outputBytes, 0, this.#settings.maxOutputBytes);
    checkLimit('wallMs', limits.wallMs, 1, maxWallMs);
    checkRun(run);
    const { memoryPages } = limits;
    const module = this.#touch(keyOf(moduleHash, memoryPages));
    if (module === undefined) {
      throw new SuanliError('EXECUTOR_MODULE_NOT_PREPARED', { parameters: { moduleHash, memoryPages } });
    }
    const { promise, resolve, reject } = Promise.withResolvers<TaskOutcome>();
    const job: Job = { kind: 'run', module, run, ...this.#settling(resolve, reject) };
    this.#enqueue(job);
    if (signal === undefined) return promise;
    const onAbort = () => {
      job.abandonedMs = performance.now();
      job.reject(new SuanliError('EXECUTOR_CANCELLED', { cause: signal.reason }));
      for (const slot of this.#slotList) slot.reconsider();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  #enqueue(job: Job): void {
    this.#jobs.add(job);
    this.#pending.push(job);
    this.#pump();
  }

  /** Gives waiting jobs to slots, the least busy one first. */
  #pump(): void {
    while (this.#pendingFrom < this.#pending.length) {
      const job = this.#pending[this.#pendingFrom] as Job;
      if (!job.settled) {
        let best: Slot | undefined;
        for (const slot of this.#slotList) {
          if (slot.hasRoomFor(job) && (best === undefined || slot.load < best.load)) best = slot;
        }
        if (best === undefined) break;
        this.#pendingFrom++;
        best.give(job);
      } else {
        this.#pendingFrom++;
      }
    }
    if (this.#pendingFrom === this.#pending.length) {
      this.#pending = [];
      this.#pendingFrom = 0;
    } else if (this.#pendingFrom > 1024) {
      this.#pending = this.#pending.slice(this.#pendingFrom);
      this.#pendingFrom = 0;
    }
  }

  #onReturned(jobs: Job[]): void {
    this.#pending = [...jobs, ...this.#pending.slice(this.#pendingFrom)];
    this.#pendingFrom = 0;
    this.#pump();
  }

  #onStartFailed(error: SuanliError): void {
    // While another slot is up, jobs wait for it.
    if (this.#slotList.some(({ isReady }) => isReady)) return;
    for (const job of [...this.#jobs]) {
      job.reject(error);
    }
  }
}
