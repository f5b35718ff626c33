import type { SuanliError } from '@suanli/protocol';
import type { TaskOutcome, TaskRun } from '../../Executor.ts';
import type { PreparedEntry } from './PreparedEntry.ts';

interface JobBase {
  readonly module: PreparedEntry;
  /** Once the caller has its answer, nobody waits for the job any more. */
  settled: boolean;
  /** When the caller gave it up, if it did; `performance.now()`. */
  abandonedMs: number | undefined;
  readonly reject: (error: SuanliError) => void;
}

/** A task that waits or runs. */
export interface RunJob extends JobBase {
  readonly kind: 'run';
  readonly run: TaskRun;
  readonly resolve: (outcome: TaskOutcome) => void;
}

/** A module that is given to a sandbox: for `prepare`, or ahead of a task. */
export interface LoadJob extends JobBase {
  readonly kind: 'load';
  readonly resolve: () => void;
}

export type Job = RunJob | LoadJob;
