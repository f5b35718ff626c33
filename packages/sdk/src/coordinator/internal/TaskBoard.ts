import type { Hex } from 'viem';

/** Why a task has no result and will get none. */
export interface TaskFailure {
  readonly kind: 'user' | 'provider' | 'infrastructure';
  readonly code: string;
}

/**
 * Which tasks of a job wait, run and are done.
 *
 * Invariant: a task is in exactly one of three places: done (`results` or `failures`), waiting, or held by at least one
 * runner. Runners hand back what they hold when they lose their session.
 */
export class TaskBoard {
  readonly results = new Map<number, Hex>();
  readonly failures = new Map<number, TaskFailure>();
  readonly #count: number;
  readonly #maxAttempts: number;
  readonly #waiting: number[] = [];
  /** The same indexes: a task waits at most once, however many hand it back. */
  readonly #isWaiting = new Set<number>();
  readonly #attempts = new Map<number, number>();
  /** Task → providers that blame the task itself. */
  readonly #accusers = new Map<number, Set<string>>();
  readonly #listeners = new Set<() => void>();

  constructor(count: number, options: { maxAttempts: number }) {
    this.#count = count;
    this.#maxAttempts = options.maxAttempts;
    for (let index = count - 1; index >= 0; index--) this.#await(index);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get finished(): boolean {
    return this.results.size + this.failures.size === this.#count;
  }

  isDone(index: number): boolean {
    return this.results.has(index) || this.failures.has(index);
  }

  /** Takes up to `max` waiting tasks that suit, lowest index first; the others stay where they are. */
  take(max: number, suits: (index: number) => boolean = () => true): number[] {
    const taken: number[] = [];
    const left: number[] = [];
    while (taken.length < max) {
      const index = this.#waiting.pop();
      if (index === undefined) break;
      this.#isWaiting.delete(index);
      if (this.isDone(index)) continue;
      (suits(index) ? taken : left).push(index);
    }
    while (left.length > 0) this.#await(left.pop() as number);
    return taken;
  }

  /** Hands tasks back that were taken and are not done. */
  putBack(indexes: Iterable<number>): void {
    let changed = false;
    for (const index of indexes) {
      if (!this.isDone(index)) {
        this.#await(index);
        changed = true;
      }
    }
    if (changed) this.#notify();
  }

  /** A receipt for the task is stored; the first one counts. */
  complete(index: number, dealId: Hex): boolean {
    if (this.isDone(index)) return false;
    this.results.set(index, dealId);
    this.#notify();
    return true;
  }

  /**
   * A provider could not run the task; it waits for another try unless it was tried enough. That the task itself is at
   * fault counts only once two providers say so: one alone may lie, or be cut off from a blob.
   */
  fail(index: number, failure: TaskFailure, provider: string): void {
    if (this.isDone(index)) return;
    const attempts = (this.#attempts.get(index) ?? 0) + 1;
    this.#attempts.set(index, attempts);
    const accusers = this.#accusers.get(index) ?? new Set<string>();
    if (failure.kind === 'user') this.#accusers.set(index, accusers.add(provider));
    if (accusers.size >= 2 || attempts >= this.#maxAttempts) {
      this.failures.set(index, failure);
      this.#notify();
    } else {
      this.putBack([index]);
    }
  }

  /** Whether a waiting task suits. */
  someWaiting(suits: (index: number) => boolean): boolean {
    return this.#waiting.some((index) => !this.isDone(index) && suits(index));
  }

  /** A result does not count any more: the task waits again. */
  reopen(index: number): void {
    if (!this.results.delete(index)) return;
    this.#await(index);
    this.#notify();
  }

  /** The task gets no result, whatever is tried. */
  giveUp(index: number, failure: TaskFailure): void {
    if (this.isDone(index)) return;
    this.failures.set(index, failure);
    this.#notify();
  }

  /** Gives up all that is not done. */
  abandon(failure: TaskFailure): void {
    for (let index = 0; index < this.#count; index++) if (!this.isDone(index)) this.failures.set(index, failure);
    this.#waiting.length = 0;
    this.#isWaiting.clear();
    this.#notify();
  }

  /** Calls back after every change; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #await(index: number): void {
    if (this.#isWaiting.has(index)) return;
    this.#isWaiting.add(index);
    this.#waiting.push(index);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
