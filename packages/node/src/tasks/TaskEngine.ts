import type { Hex } from 'viem';
import type { ReceivedTemplate } from '../store/Store.ts';
import type { Flight, TaskTurn } from './Flight.ts';

/** The executor as deals and leases share it: fairly, with modules and inputs fetched once; see `createTaskEngine`. */
export interface TaskEngine {
  /** What it runs, such as `wasm`. */
  readonly kind: string;
  /** Tasks that run at the same time. */
  readonly slots: number;
  /**
   * Fetches all that every task of a job needs, so that what is missing is said before the first one; returns the hash of the
   * prepared module.
   *
   * @throws SuanliError `BLOB_…`, what `Executor.prepare` throws, and of a provable job what `ProvableCheck` throws
   */
  prepareJob(
    template: ReceivedTemplate,
    options: { readonly from: string; readonly signal: AbortSignal },
  ): Promise<Hex>;
  /** Runs a task when its owner's turn comes; its owner is told how it ended. */
  add(flight: Flight): void;
  /** Takes a flight out of its queue; false where it has started. */
  drop(flight: Flight): boolean;
  /** Keeps slots for a turn, from now on; 0 ends that. */
  reserve(turn: TaskTurn, slots: number): void;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
  /** Tasks given to the executor. */
  readonly running: number;
  /** Tasks that wait for a slot. */
  readonly queued: number;
}
