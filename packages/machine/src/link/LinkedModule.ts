import type { Limits, WasmModule } from '../module/WasmModule.ts';

/** Names of what linking exports beside what instrumentation does. */
export const linkedExports = {
  /** `() -> i32`: starts the system, runs the guest's start function and `_start`, writes the output. Gives the task's status. */
  run: '__suanli_run',
  /** `() -> i32`: to be called once after a trap of the run; writes the output. Gives the task's status. */
  finish: '__suanli_finish',
  /** `() -> i32`: bytes of system memory, from 0 on, that may be other than zero. */
  systemUsed: '__suanli_system_used',
} as const;

/**
 * The module that a linked module's imports are of. Functions:
 *
 * - `input_size0`, `input_size1` `() -> i64`: bytes of the input of the template, of the task
 * - `input_read0`, `input_read1`, `input_read2` `(address i32, i i32)`: writes bytes 32i … 32i + 31 of the template's input, the task's or
 *   the seed to system memory, zeros behind the end; of the seed, all of it for every i
 * - `output_write` `(address i32)`: takes the next 32 bytes of output from system memory
 *
 * Memories, in the binary for engines alone: `memory`, the guest's, and `system`, the system's; both new, or as if they were.
 */
export const hostModuleName = 'suanli';

/**
 * Values of `__suanli_trap` after a run, beyond those of instrumentation: what the system ended the run for.
 *
 * `shortage` is no outcome: the host gave the system's memory no more pages. On the machine there are always enough.
 */
export const systemTrapKinds = { exited: 3, outputLimit: 4, shortage: 255 } as const;

/** A module that needs nothing but input, seed and output. */
export interface LinkedModule {
  /** Memory 0 is the guest's, memory 1 the system's. */
  readonly module: WasmModule;
  /** The binary for an engine that knows several memories. It imports its memories, so that a host can use the system's again for another run. */
  readonly bytes: Uint8Array;
  readonly guestMemory: Limits;
  readonly systemMemory: Limits;
}
