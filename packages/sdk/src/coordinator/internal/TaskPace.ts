/** Results arrive about this often when the in-flight window has settled. */
const windowSeconds = 0.25;
/** How much of the pace so far stays with each new measurement. */
const memory = 0.7;

/** How many tasks a provider is given at a time: as many as keep it busy until its next results, by the pace of the last ones. */
export class TaskPace {
  readonly #slots: number;
  #granted = 0;
  #credit = 0;
  #tasksPerSecond = 0;
  #lastResultsAtMs = 0;

  /** @param slots tasks that its provider runs at the same time */
  constructor(slots: number) {
    this.#slots = slots;
  }

  /** Tasks without a result that it may hold. */
  get credit(): number {
    return this.#credit;
  }

  grant(credit: number): void {
    this.#credit = credit;
    this.#granted = credit;
  }

  /** Its session is over. */
  withdraw(): void {
    this.#credit = 0;
  }

  /** It says that it holds as many as it may: with so many in flight, that is fewer than it granted. */
  lower(inFlight: number): void {
    this.#credit = Math.max(1, Math.min(this.#credit, inFlight));
  }

  /** It does what it holds, so it may hold more again, up to what it granted. */
  raise(): void {
    this.#credit = Math.min(this.#granted, this.#credit * 2);
  }

  /** @param count results that came together */
  measure(count: number): void {
    if (count === 0) return;
    const nowMs = performance.now();
    if (this.#lastResultsAtMs > 0) {
      const rate = (count * 1_000) / Math.max(1, nowMs - this.#lastResultsAtMs);
      this.#tasksPerSecond = this.#tasksPerSecond === 0 ? rate : this.#tasksPerSecond * memory + rate * (1 - memory);
    }
    this.#lastResultsAtMs = nowMs;
  }

  /**
   * Tasks that may be in flight.
   *
   * @param waiting tasks that nobody has yet; @param sharers runners that share them, this one included
   */
  window(inFlight: number, waiting: number, sharers: number): number {
    const pace = Math.ceil(this.#tasksPerSecond * windowSeconds);
    // Towards the end nobody may hoard what others could run: guided self-scheduling (Polychronopoulos and Kuck, 1987).
    const share = Math.ceil(waiting / (2 * sharers));
    return Math.min(this.#credit, Math.max(this.#slots + 1, Math.min(pace, inFlight + share)));
  }
}
