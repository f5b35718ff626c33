import type { JobTask, TaskResult } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { ActiveDeal } from './ActiveDeal.ts';

/** A task between its arrival and its result. */
export interface Flight {
  readonly deal: ActiveDeal;
  readonly task: JobTask;
  readonly taskHash: Hex;
  /** Ends its run. */
  readonly controller: AbortController;
  state: 'queued' | 'running' | 'finished';
  /** The requester has it from somebody else: it may finish, but counts for nothing that limits the requester. */
  cancelled: boolean;
  result: TaskResult | undefined;
}
