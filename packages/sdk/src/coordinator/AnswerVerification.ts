import type { Hex } from 'viem';

/** What came of looking at one answer. */
export interface AnswerReport {
  readonly dealId: Hex;
  /**
   * `checked`: what was looked at is right. `unexplained`: it is not the list of receipts that the provider sent, and was left at
   * that. `refuted`, `upheld`: how a challenge ended. `failed`: it could not be looked at, or not challenged in time.
   */
  readonly outcome: 'checked' | 'unexplained' | 'refuted' | 'upheld' | 'failed';
  /** Leaves that were computed again. */
  readonly recomputed: number;
  /** Of `failed`. */
  readonly error?: unknown;
}

/**
 * How a requester looks at answers to its optimistic deals. Tasks are computed again on the calling thread, by the machine: several times as long as they took
 * the provider. Whoever is to challenge needs the deposit of a deal as bond, and consent to the Bank's module `disputes`.
 */
export interface AnswerVerification {
  /** The probability with which each task is computed again, from 0 to 1. */
  readonly rate: number;
  /**
   * Whether a leaf of an answer that is not the list of receipts sent is demanded on chain. Where that leaf turns out to be right it costs a quarter of the
   * bond. Default false.
   */
  readonly demandsUnexplained?: boolean;
  /** Told once of each answer, when all about it is over. */
  readonly onReport?: (report: AnswerReport) => void;
}
