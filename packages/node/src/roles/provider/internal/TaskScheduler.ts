import type { ActiveDeal } from './ActiveDeal.ts';
import type { Flight } from './Flight.ts';

/** A slot is to have at least so many milliseconds of work before it, within these numbers of tasks. */
const aheadMs = 8;
const minPerSlot = 2;
const maxPerSlot = 64;
/** A measurement ends after so many tasks or milliseconds. */
const measureTasks = 32;
const measureMs = 50;

/**
 * Gives tasks to the executor: the deals take turns, one task each, whatever the number that each has waiting.
 *
 * How many run at once follows from how long they take: tiny tasks are given to the executor by the dozen, so that no slot
 * ever waits for this process; long ones two per slot, so that turns stay fair and what is cancelled has not started.
 *
 * Invariant: a deal stands in the ring exactly while it has queued flights; a flight is queued or running, never both.
 */
export class TaskScheduler {
  readonly #run: (flight: Flight) => Promise<void>;
  readonly #slots: number;
  #capacity: number;
  /** Start of the present measurement, and what has ended since, with no slot idle in between. */
  #measuredFromMs = 0;
  #measured = 0;
  readonly #queues = new Map<ActiveDeal, Set<Flight>>();
  readonly #ring: ActiveDeal[] = [];
  #running = 0;
  #queued = 0;
  #idle: (() => void)[] = [];

  /**
   * @param run runs one flight to its end; never rejects
   * @param slots tasks that the executor runs at the same time
   */
  constructor(run: (flight: Flight) => Promise<void>, slots: number) {
    this.#run = run;
    this.#slots = slots;
    this.#capacity = slots * minPerSlot;
  }

  get running(): number {
    return this.#running;
  }

  get queued(): number {
    return this.#queued;
  }

  add(flight: Flight): void {
    let queue = this.#queues.get(flight.deal);
    if (!queue) {
      queue = new Set();
      this.#queues.set(flight.deal, queue);
    }
    if (queue.size === 0) this.#ring.push(flight.deal);
    queue.add(flight);
    this.#queued++;
    this.#pump();
  }

  /** Takes a flight out of its queue; false where it has started. */
  drop(flight: Flight): boolean {
    const queue = this.#queues.get(flight.deal);
    if (!queue?.delete(flight)) return false;
    this.#queued--;
    if (queue.size === 0) this.#leaveRing(flight.deal);
    return true;
  }

  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void> {
    if (this.#running === 0 && this.#queued === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** One has ended: after enough of them, see how long a slot takes for one, and adapt. */
  #measure(): void {
    const now = performance.now();
    if (this.#running < this.#slots || this.#measured === 0) {
      // A slot may have been idle, which would make tasks look longer than they are.
      this.#measuredFromMs = now;
      this.#measured = 1;
      return;
    }
    this.#measured++;
    const elapsedMs = now - this.#measuredFromMs;
    if (this.#measured <= measureTasks && elapsedMs < measureMs) return;
    const taskMs = (elapsedMs * this.#slots) / (this.#measured - 1);
    const perSlot = Math.min(Math.max(Math.ceil(aheadMs / taskMs), minPerSlot), maxPerSlot);
    this.#capacity = this.#slots * perSlot;
    this.#measuredFromMs = now;
    this.#measured = 1;
  }

  #leaveRing(deal: ActiveDeal): void {
    this.#queues.delete(deal);
    const at = this.#ring.indexOf(deal);
    if (at >= 0) this.#ring.splice(at, 1);
  }

  #pump(): void {
    while (this.#running < this.#capacity) {
      const deal = this.#ring.shift();
      if (!deal) return;
      const queue = this.#queues.get(deal) as Set<Flight>;
      const flight = queue.values().next().value as Flight;
      queue.delete(flight);
      this.#queued--;
      if (queue.size > 0) this.#ring.push(deal);
      else this.#queues.delete(deal);
      this.#running++;
      flight.state = 'running';
      void this.#run(flight).then(() => {
        this.#measure();
        this.#running--;
        this.#pump();
        if (this.#running === 0 && this.#queued === 0) {
          for (const resolve of this.#idle.splice(0)) resolve();
        }
      });
    }
  }
}
