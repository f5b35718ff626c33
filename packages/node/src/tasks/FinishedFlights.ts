import type { Flight } from './Flight.ts';

/** Results in one message, and bytes of their outputs, at most: well inside the protocols' frames. */
const maxBatchResults = 1_024;
const maxBatchBytes = 2 * 1_024 * 1_024;
/** How long a finished task waits for others, so that they travel together. */
const gatherMs = 25;

/**
 * Gathers the outcomes of one owner's tasks into batches: until nothing else of the owner runs, a batch is full, or a time has
 * passed that nobody notices.
 */
export class FinishedFlights {
  readonly #pending: () => number;
  readonly #deliver: (flights: readonly Flight[]) => Promise<void>;
  readonly #finished: Flight[] = [];
  #gathered: () => void = () => undefined;
  #flushing: Promise<void> | undefined;

  /**
   * @param options.pending how many tasks have no delivered outcome
   * @param options.deliver takes a batch, one at a time; never rejects
   */
  constructor(options: { pending: () => number; deliver: (flights: readonly Flight[]) => Promise<void> }) {
    this.#pending = options.pending;
    this.#deliver = options.deliver;
  }

  add(flight: Flight): void {
    this.#finished.push(flight);
    if (this.#isBatch()) this.#gathered();
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = undefined;
    });
  }

  /** Resolves when all outcomes so far are delivered. */
  async flushed(): Promise<void> {
    while (this.#flushing) await this.#flushing;
  }

  #isBatch(): boolean {
    return this.#finished.length >= Math.min(this.#pending(), maxBatchResults);
  }

  async #flush(): Promise<void> {
    while (this.#finished.length > 0) {
      await this.#gather();
      let bytes = 0;
      let count = 0;
      for (const { result } of this.#finished) {
        bytes += result?.output?.length ?? 0;
        if (count > 0 && (count >= maxBatchResults || bytes > maxBatchBytes)) break;
        count++;
      }
      await this.#deliver(this.#finished.splice(0, count));
    }
  }

  async #gather(): Promise<void> {
    if (this.#isBatch()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, gatherMs);
      this.#gathered = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#gathered = () => undefined;
  }
}
