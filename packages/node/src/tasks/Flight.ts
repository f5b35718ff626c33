import type { JobTask, SuanliError, TaskMessageOf, TaskResult } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { ReceivedTemplate } from '../store/Store.ts';

/** Who takes turns with others at the executor: a deal, or a lease with all its sessions. */
export interface TaskTurn {
  /** Most tasks that run at the same time; undefined for as many as there are slots. */
  readonly maxSlots?: number;
  /** What a Gwu of its work pays; undefined where that is not how it is paid. Counts where turns go by price. */
  readonly priceWeiPerGwu?: bigint;
}

/** What a task belongs to: a deal, or a job of a lease. */
export interface TaskOwner {
  readonly turn: TaskTurn;
  readonly template: ReceivedTemplate;
  /** The peer to ask first for modules and inputs; undefined while it is away. */
  readonly peer: string | undefined;
  /** Whose quota its outputs count against; undefined where they are owed to a requester. */
  readonly keeper?: string;
  /**
   * The hash of the prepared module.
   *
   * @throws SuanliError where nothing of this owner is run any more
   */
  requireModule(): Hex;
  /** A flight has an outcome. */
  complete(flight: Flight, result: TaskResult): void;
  /** A flight has none. */
  fail(flight: Flight, error: SuanliError, kind: TaskMessageOf<'failed'>['kind']): Promise<void>;
}

/** A task between its arrival and its result. */
export interface Flight {
  readonly owner: TaskOwner;
  readonly task: JobTask;
  readonly taskHash: Hex;
  /** Ends its run. */
  readonly controller: AbortController;
  state: 'queued' | 'running' | 'finished';
  /** The requester has it from somebody else: it may finish, but counts for nothing that limits the requester. */
  cancelled: boolean;
  result: TaskResult | undefined;
}
