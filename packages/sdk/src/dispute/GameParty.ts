import type { ReceiptLeaf } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { TaskEvidence } from './taskEvidence.ts';

export type GameRole = 'provider' | 'challenger';

/** Who plays a game, and what it knows. All of it can be had again after a restart. */
export interface GameParty {
  readonly role: GameRole;
  /** What it knows of the task of a leaf: by `taskEvidence`. Undefined where it cannot tell, or the job has no such task. */
  readonly evidence: (
    leaf: ReceiptLeaf,
    options: { readonly signal?: AbortSignal },
  ) => Promise<TaskEvidence | undefined>;
  /** All leaves of the answer in its order; for a provider, of whom one may be demanded. */
  readonly leaves?: () => Promise<readonly ReceiptLeaf[]>;
  /** The job's hashes; for a challenger, to whom a leaf of another task may be shown. */
  readonly job?: {
    readonly templateHash: Hex;
    /** In the order of the tasks. */
    readonly taskHashes: readonly Hex[];
  };
}
