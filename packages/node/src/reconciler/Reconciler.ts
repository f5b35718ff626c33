import type { Hex } from 'viem';

/** Keeps chain and store in step; see {@link createReconciler}. */
export interface Reconciler {
  /** Looks at the chain at intervals until {@link stop}. */
  start(): void;
  /** Ends after the step at hand. */
  stop(): Promise<void>;
  /** Looks again soon, because something has changed here. */
  poke(): void;
  /**
   * One look at chain and store, and what follows from it.
   * @param options.closing this node is about to be away: answer and settle whatever can be, without waiting for the last moment
   * @throws SuanliError `CHAIN_UNREACHABLE` and other chain errors of the look itself; those of single steps are logged
   */
  tick(options?: { readonly closing?: boolean }): Promise<TickSummary>;
  /** True where the chain had an answer, or an end, for a deal at the last look. */
  isAnswered(dealId: Hex): boolean;
  /** The head of the chain at the last look; undefined before the first. */
  readonly headBlock: bigint | undefined;
  /** When the last look succeeded, in Unix milliseconds; undefined before the first. */
  readonly lastSuccessMs: number | undefined;
}

/** What a look at the chain led to, by number of deals. */
export interface TickSummary {
  readonly answered: number;
  readonly settled: number;
  readonly finalized: number;
  readonly expired: number;
  readonly ended: number;
}
