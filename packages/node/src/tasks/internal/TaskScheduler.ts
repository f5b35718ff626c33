import type { Flight, TaskTurn } from '../Flight.ts';

/** A slot is to have at least so many milliseconds of work before it, within these numbers of tasks. */
const aheadMs = 8;
const defaultMinPerSlot = 2;
const maxPerSlot = 64;
/** A measurement ends after so many tasks or milliseconds. */
const measureTasks = 32;
const measureMs = 50;

export interface TaskSchedulerOptions {
  /**
   * `turns`: everybody in turn. `price`: of those that have a price, whoever pays most per unit of work goes first, those who
   * pay the same in turn; who has none takes turns with the first of them. Default `turns`.
   */
  readonly order?: 'turns' | 'price';
  /** How long tasks are collected after an idle time, before the first of them starts; in milliseconds. Default 0. */
  readonly collectMs?: number;
}

/**
 * Gives tasks to the executor: deals and leases take turns, one task each, whatever the number that each has waiting.
 *
 * How many run at once follows from how long they take: tiny tasks are given to the executor by the dozen, so that no slot
 * ever waits for this process; long ones two per slot, so that turns stay fair and what is cancelled has not started.
 *
 * Slots can be reserved. What runs beyond its owner's reservation shares the slots that nobody has reserved, at least one of
 * them; of long tasks it then has no second one per slot, since nothing overtakes what waits in the executor. Nor has anybody
 * where turns go by price, for the same reason.
 *
 * Invariants: a turn stands in the ring exactly while it has queued flights; a flight is queued or running, never both;
 * `#shared` is the sum over all turns of what each runs beyond its reservation.
 */
export class TaskScheduler {
  readonly #run: (flight: Flight) => Promise<void>;
  readonly #slots: number;
  readonly #byPrice: boolean;
  readonly #collectMs: number;
  readonly #minPerSlot: number;
  #perSlot: number;
  /** Tasks are collected, and none starts. */
  #collecting = false;
  /** Start of the present measurement, and what has ended since, with no slot idle in between. */
  #measuredFromMs = 0;
  #measured = 0;
  readonly #queues = new Map<TaskTurn, Set<Flight>>();
  readonly #ring: TaskTurn[] = [];
  readonly #runningOf = new Map<TaskTurn, number>();
  readonly #reserved = new Map<TaskTurn, number>();
  #running = 0;
  #queued = 0;
  #idle: (() => void)[] = [];

  /**
   * @param run runs one flight to its end; never rejects
   * @param slots tasks that the executor runs at the same time
   */
  constructor(run: (flight: Flight) => Promise<void>, slots: number, options: TaskSchedulerOptions = {}) {
    this.#run = run;
    this.#slots = slots;
    this.#byPrice = options.order === 'price';
    this.#collectMs = options.collectMs ?? 0;
    this.#minPerSlot = this.#byPrice ? 1 : defaultMinPerSlot;
    this.#perSlot = this.#minPerSlot;
  }

  get running(): number {
    return this.#running;
  }

  get queued(): number {
    return this.#queued;
  }

  add(flight: Flight): void {
    if (this.#collectMs > 0 && this.#running === 0 && this.#queued === 0 && !this.#collecting) this.#collect();
    const { turn } = flight.owner;
    let queue = this.#queues.get(turn);
    if (!queue) {
      queue = new Set();
      this.#queues.set(turn, queue);
    }
    if (queue.size === 0) this.#ring.push(turn);
    queue.add(flight);
    this.#queued++;
    this.#pump();
  }

  /** Takes a flight out of its queue; false where it has started. */
  drop(flight: Flight): boolean {
    const { turn } = flight.owner;
    const queue = this.#queues.get(turn);
    if (!queue?.delete(flight)) return false;
    this.#queued--;
    if (queue.size === 0) this.#leaveRing(turn);
    return true;
  }

  /** Keeps slots for a turn, from now on; 0 ends that. */
  reserve(turn: TaskTurn, slots: number): void {
    if (slots > 0) this.#reserved.set(turn, slots);
    else this.#reserved.delete(turn);
    this.#pump();
  }

  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void> {
    if (this.#running === 0 && this.#queued === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Slots that nobody has reserved: at least one, so that nothing waits for ever. */
  get #sharedSlots(): number {
    let reserved = 0;
    for (const slots of this.#reserved.values()) reserved += slots;
    return Math.max(1, this.#slots - reserved);
  }

  get #shared(): number {
    let shared = 0;
    for (const [turn, running] of this.#runningOf) {
      shared += Math.max(0, running - this.#places(this.#reserved.get(turn) ?? 0));
    }
    return shared;
  }

  /** Tasks that may be given to the executor for some of its slots, where others have reserved the rest. */
  #places(slots: number): number {
    return this.#perSlot === this.#minPerSlot ? slots : slots * this.#perSlot;
  }

  #mayStart(turn: TaskTurn): boolean {
    const running = this.#runningOf.get(turn) ?? 0;
    if (turn.maxSlots !== undefined && turn.maxSlots < this.#slots && running >= turn.maxSlots) return false;
    if (this.#reserved.size === 0) return true;
    if (running < this.#places(this.#reserved.get(turn) ?? 0)) return true;
    return this.#shared < this.#places(this.#sharedSlots);
  }

  /** One has ended: after enough of them, see how long a slot takes for one, and adapt. */
  #measure(): void {
    const now = performance.now();
    const slots = this.#reserved.size === 0 ? this.#slots : Math.min(this.#slots, this.#running);
    if (this.#running < Math.min(slots, this.#sharedSlots) || this.#measured === 0) {
      // A slot may have been idle, which would make tasks look longer than they are.
      this.#measuredFromMs = now;
      this.#measured = 1;
      return;
    }
    this.#measured++;
    const elapsedMs = now - this.#measuredFromMs;
    if (this.#measured <= measureTasks && elapsedMs < measureMs) return;
    const taskMs = (elapsedMs * slots) / (this.#measured - 1);
    this.#perSlot = Math.min(Math.max(Math.ceil(aheadMs / taskMs), this.#minPerSlot), maxPerSlot);
    this.#measuredFromMs = now;
    this.#measured = 1;
  }

  #leaveRing(turn: TaskTurn): void {
    this.#queues.delete(turn);
    const at = this.#ring.indexOf(turn);
    if (at >= 0) this.#ring.splice(at, 1);
  }

  #count(turn: TaskTurn, change: 1 | -1): void {
    this.#running += change;
    const running = (this.#runningOf.get(turn) ?? 0) + change;
    if (running === 0) this.#runningOf.delete(turn);
    else this.#runningOf.set(turn, running);
  }

  #collect(): void {
    this.#collecting = true;
    setTimeout(() => {
      this.#collecting = false;
      this.#pump();
    }, this.#collectMs);
  }

  /** The most that one pays who may start now; undefined where turns do not go by price. */
  #bestPrice(): bigint | undefined {
    if (!this.#byPrice) return undefined;
    let best: bigint | undefined;
    for (const turn of this.#ring) {
      const price = turn.priceWeiPerGwu;
      if (price !== undefined && (best === undefined || price > best) && this.#mayStart(turn)) best = price;
    }
    return best;
  }

  #pump(): void {
    if (this.#collecting) return;
    // Turns that may not start now; once all in the ring are, nobody may.
    let passed = 0;
    while (this.#running < this.#slots * this.#perSlot && passed < this.#ring.length) {
      const turn = this.#ring.shift() as TaskTurn;
      // It has left the ring, so what is found there are the others.
      const best = turn.priceWeiPerGwu === undefined ? undefined : this.#bestPrice();
      const isOutbid = best !== undefined && turn.priceWeiPerGwu !== undefined && turn.priceWeiPerGwu < best;
      if (isOutbid || !this.#mayStart(turn)) {
        this.#ring.push(turn);
        passed++;
        continue;
      }
      passed = 0;
      const queue = this.#queues.get(turn) as Set<Flight>;
      const flight = queue.values().next().value as Flight;
      queue.delete(flight);
      this.#queued--;
      if (queue.size > 0) this.#ring.push(turn);
      else this.#queues.delete(turn);
      this.#count(turn, 1);
      flight.state = 'running';
      void this.#run(flight).then(() => {
        this.#measure();
        this.#count(turn, -1);
        this.#pump();
        if (this.#running === 0 && this.#queued === 0) {
          for (const resolve of this.#idle.splice(0)) resolve();
        }
      });
    }
  }
}
