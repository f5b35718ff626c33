import type { StateTrace } from '@suanli/machine';
import type { TaskLimits } from '@suanli/protocol';
import type { Hex } from 'viem';

/** All that the run of one task on the machine depends on. */
export interface TraceJob {
  /** As the requester uploaded it. */
  readonly module: Uint8Array;
  readonly limits: TaskLimits;
  /** See "Input" of docs/machine.md. */
  readonly templateInput: Uint8Array;
  readonly taskInput: Uint8Array;
  /** The task's hash. */
  readonly seed: Hex;
  /** What the task's hash commits to. */
  readonly committed: {
    readonly programRoot: Hex;
    readonly templateInput: Hex;
    /** Absent where the task has none, which is wrong for a provable job. */
    readonly taskInput: Hex | undefined;
  };
}

/** A trace, with the way to free what it holds. */
export interface OpenTrace extends StateTrace {
  /** Ends its calls that are under way. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the trace of a task: by {@link createThreadTrace} in a thread. A test that needs a party that lies gives one of its own.
 *
 * @throws SuanliError `JOB_PROGRAM_MISMATCH`, `JOB_INPUT_MISMATCH` where the task's hash commits to something else; `NODE_TRACE_FAILED`,
 * `NODE_TRACE_STOPPED`, and what `provableProgram` of `@suanli/machine` throws
 */
export type TraceFactory = (job: TraceJob, options: { readonly signal?: AbortSignal }) => Promise<OpenTrace>;
