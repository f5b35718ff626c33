import type { TaskLimits, TaskOutput, TaskStatus } from '@suanli/protocol';
import type { Hex } from 'viem';

/** One task, with all its input at hand: what one sandbox run computes. */
export interface TaskRun {
  /** Hash of the original module, from {@link Executor.prepare}. */
  readonly moduleHash: Hex;
  /** Program arguments after the program's name, which is `task`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Uint8Array;
  /** Path under `/in` → content. `/` makes directories; `.`, `..` and empty parts are refused. */
  readonly inputs: Readonly<Record<string, Uint8Array>>;
  readonly limits: TaskLimits;
  /** 32 bytes that clock and random numbers derive from; a hash of what tells the task from others. */
  readonly seed: Hex;
}

/**
 * How a task ended. `status`, `work` and `output` depend on the module and the {@link TaskRun} alone (its `limits.wallMs` left out):
 * every honest executor of the kind gives the same ones, on any machine.
 */
export interface TaskOutcome {
  readonly status: TaskStatus;
  /** Metered instructions, host calls included; never above `limits.work`. */
  readonly work: bigint;
  /** What the program wrote before it ended, in whatever way it ended. Never above `limits.outputBytes`. */
  readonly output: TaskOutput;
  /** The trap in the engine's words, for people; not deterministic. */
  readonly note?: string;
}

/** A module that an executor can run. */
export interface PreparedModule {
  /** keccak-256 of the bytes given to {@link Executor.prepare}. */
  readonly moduleHash: Hex;
  /** The memory cap it was prepared for, in pages of 64 KiB. */
  readonly memoryPages: number;
}

export interface PrepareOptions {
  /** Memory cap of the tasks that will run it, in pages of 64 KiB: `limits.memoryPages` of their runs. */
  readonly memoryPages: number;
  readonly signal?: AbortSignal;
}

export interface ExecuteOptions {
  readonly signal?: AbortSignal;
}

/**
 * Runs tasks in sandboxes.
 *
 * Trust: a program is hostile. It can use up its own task's work, memory and output limits and nothing else: it sees no file, clock,
 * random source, network or other task of the host. A program that brings its sandbox down fails its own task alone.
 *
 * Every implementation must pass `@suanli/executor/conformance`.
 */
export interface Executor {
  /** What it runs: `wasm`, later `oci`. Outcomes are comparable between executors of one kind. */
  readonly kind: string;
  /** Tasks that run at the same time. More may be given at once: they wait their turn. */
  readonly slots: number;

  /**
   * Starts the sandboxes.
   *
   * @throws SuanliError `EXECUTOR_START_FAILED`, `EXECUTOR_CANCELLED`
   */
  start(options?: { readonly signal?: AbortSignal }): Promise<void>;

  /** Ends all sandboxes at once. Tasks that have not ended reject with `EXECUTOR_STOPPED`. */
  stop(): Promise<void>;

  /**
   * Checks a module and makes it ready to run. What is wrong with the module is reported here, and is the requester's fault.
   *
   * @throws SuanliError `EXECUTOR_MODULE_TOO_LARGE`, `EXECUTOR_ENTRY_MISSING`, `EXECUTOR_MEMORY_MISSING`, `EXECUTOR_LIMIT_INVALID`,
   * `EXECUTOR_MODULE_REFUSED` and the codes of `instrument` of `@suanli/machine`: `MACHINE_NOT_WASM`, `MACHINE_UNKNOWN_IMPORT`,
   * `MACHINE_MEMORY_TOO_LARGE`, …; the provider's fault are `EXECUTOR_CRASHED`, `EXECUTOR_OUT_OF_MEMORY`, `EXECUTOR_CANCELLED`,
   * `EXECUTOR_STOPPED`, `EXECUTOR_NOT_STARTED`
   */
  prepare(module: Uint8Array, options: PrepareOptions): Promise<PreparedModule>;

  /**
   * Runs one task of a prepared module.
   *
   * @throws SuanliError where the task has no outcome: `EXECUTOR_CRASHED`, `EXECUTOR_WALL_LIMIT` and `EXECUTOR_OUT_OF_MEMORY` (the
   * provider's fault), `EXECUTOR_CANCELLED`, `EXECUTOR_STOPPED`, `EXECUTOR_NOT_STARTED`, `EXECUTOR_MODULE_NOT_PREPARED`,
   * `EXECUTOR_LIMIT_INVALID`, `EXECUTOR_RUN_INVALID`
   */
  execute(run: TaskRun, options?: ExecuteOptions): Promise<TaskOutcome>;
}
