import type { TaskOpening } from '@suanli/protocol';
import type { Hex } from 'viem';

/** What a challenger says about a task: how its program runs, and how it ends. `claimAgainst` makes it. */
export interface GameClaim {
  readonly task: TaskOpening;
  /** The ten words of the header of the last state, which has halted. */
  readonly last: TaskOpening['first'];
  /** Hashes of the states before, evenly spread over all steps: one fewer than a move has sections. */
  readonly hashes: readonly Hex[];
}
