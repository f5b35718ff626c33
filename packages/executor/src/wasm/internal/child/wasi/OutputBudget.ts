import { endOfOutput } from './GuestEnd.ts';

/** What is left of a task's output limit: stdout, stderr and the files of `/out`, deleted ones included while they are open. */
export class OutputBudget {
  #left: number;

  constructor(outputBytes: number) {
    this.#left = outputBytes;
  }

  get left(): number {
    return this.#left;
  }

  /** Takes `bytes`, or ends the program and takes nothing. */
  take(bytes: number): void {
    if (bytes > this.#left) throw endOfOutput;
    this.#left -= bytes;
  }

  give(bytes: number): void {
    this.#left += bytes;
  }
}
