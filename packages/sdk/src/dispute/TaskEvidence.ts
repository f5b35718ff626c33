import type { StateTrace } from '@suanli/machine';
import type { TaskOpening } from '@suanli/protocol';

/** What a party to a game knows of a task: what its hash commits to, and how its program runs. */
export interface TaskEvidence {
  readonly opening: TaskOpening;
  readonly trace: StateTrace;
}
