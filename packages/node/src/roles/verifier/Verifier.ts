import type { TickSummary } from './createVerifier.ts';

/** Looks at what others answered, and disputes what is wrong; see `createVerifier`. */
export interface Verifier {
  /** Looks at the chain at intervals until {@link stop}. */
  start(): void;
  /** Ends what is under way; answers, accusations and games are taken up again at the next start. */
  stop(): Promise<void>;
  /**
   * One look at the chain and the store, and what follows from it. Evidence, runs and games go on by themselves.
   *
   * @throws SuanliError `CHAIN_UNREACHABLE` and other chain errors of the look itself
   */
  tick(): Promise<TickSummary>;
  /** Resolves when no evidence is being fetched and nothing is executed again. */
  idle(): Promise<void>;
  /** Games that are being played. */
  readonly games: number;
  /** The head of the chain at the last look; undefined before the first. */
  readonly headBlock: bigint | undefined;
}
