/** Lets a number of works go on at the same time; others wait in the order in which they came. */
export class Permits {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Runs a work when its turn comes; what is aborted before that rejects with the signal's reason. */
  async run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    await this.#take();
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.#free++;
      this.#waiting.shift()?.();
    }
  }

  async #take(): Promise<void> {
    while (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#free--;
  }
}
