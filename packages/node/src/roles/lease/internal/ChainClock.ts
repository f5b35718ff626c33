/**
 * The chain's time as far as it is known here: that of the newest block, and where none comes, what has passed since on this
 * machine's own clock. A chain that stands still, or an endpoint that repeats itself, does not stop time.
 */
export class ChainClock {
  #chainMs: number | undefined;
  #readMs = 0;

  /** The time of the latest block, in Unix seconds. */
  observe(chainTime: bigint): void {
    const chainMs = Number(chainTime) * 1_000;
    if (this.#chainMs !== undefined && chainMs <= this.nowMs()) return;
    this.#chainMs = chainMs;
    this.#readMs = performance.now();
  }

  /** Unix milliseconds; 0 before the first observation. */
  nowMs(): number {
    return this.#chainMs === undefined ? 0 : this.#chainMs + (performance.now() - this.#readMs);
  }
}
