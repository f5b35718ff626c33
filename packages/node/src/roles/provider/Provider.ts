import type { OfferAnnouncement, TaskMessageOf } from '@suanli/protocol';

/** The provider role: announces an offer and serves the deals that are opened on it; see {@link createProvider}. */
export interface Provider {
  /** Serves sessions and announces the offer. */
  start(): Promise<void>;
  /**
   * Takes nothing more, tells requesters so, lets running tasks finish for up to `timeoutMs`, and keeps and sends their results.
   * Sessions stay open, so that requesters can still agree on answers.
   */
  drain(options: { readonly timeoutMs: number }): Promise<void>;
  /** Ends what still runs, without a result. */
  stop(): Promise<void>;
  /** Forgets a deal that has ended. */
  forget(dealId: string): void;
  /** Tells the requester of a deal how its tab stands, where it is there. */
  tell(message: TaskMessageOf<'tab'>): void;
  /** The offer announced last, of the first resource where there are several. */
  readonly offer: OfferAnnouncement | undefined;
  /** Tasks given to the executor. */
  readonly running: number;
  /** Tasks that wait for a slot. */
  readonly queued: number;
  readonly sessions: number;
}
