import { escrowWeiUp, paymentWeiDown, type TabOrder, type TaskMessageOf } from '@suanli/protocol';

type TabState = NonNullable<TaskMessageOf<'ready'>['tab']>;

export interface TabAccountOptions {
  readonly order: TabOrder;
  /** Work limit of one task. */
  readonly taskWork: bigint;
  /** Told of the provider's word on a payment, by its key. */
  readonly onPayment: (message: TaskMessageOf<'tab'>) => void;
  /** Told when a session stands: what was announced to nobody can be announced now. */
  readonly onReady: () => void;
}

/** After a refusal for want of room that this side has not foreseen, it is asked again: others may have paid meanwhile. */
const refusalMs = 1_000;

/**
 * The requester's view of its tab with one provider, which is the provider's last word plus what was done since: so that no task
 * is sent that would be refused.
 */
export class TabAccount {
  readonly order: TabOrder;
  readonly #options: TabAccountOptions;
  readonly #taskWei: bigint;
  #state: TabState | undefined;
  /** Work done when the provider said it. */
  #statedWork = 0n;
  #refusedUntilMs = 0;
  #refusedSinceMs: number | undefined;
  /** Work done at the last refusal. */
  #refusedWork = 0n;

  constructor(options: TabAccountOptions) {
    this.#options = options;
    this.order = options.order;
    this.#taskWei = escrowWeiUp(options.taskWork, options.order.offer.priceWeiPerGwu);
  }

  /** Most that may be unpaid, in wei; undefined before the provider has said it. */
  get limitWei(): bigint | undefined {
    return this.#state?.limitWei;
  }

  /** How many more tasks the tab has room for, besides those in flight. */
  room(inFlight: number, workDone: bigint): number {
    if (!this.#state || Date.now() < this.#refusedUntilMs) return 0;
    const { limitWei, unpaidWei, prepaidWei } = this.#state;
    const { priceWeiPerGwu } = this.order.offer;
    const sinceWei = paymentWeiDown(workDone, priceWeiPerGwu) - paymentWeiDown(this.#statedWork, priceWeiPerGwu);
    const roomWei = limitWei + prepaidWei - unpaidWei - sinceWei;
    if (this.#taskWei === 0n) return Number.MAX_SAFE_INTEGER;
    const tasks = roomWei / this.#taskWei - BigInt(inFlight);
    if (tasks <= 0n) return 0;
    return tasks > 1_000_000n ? 1_000_000 : Number(tasks);
  }

  /** The provider opens a session, and says how the tab stands. */
  stands(state: TabState, workDone: bigint): void {
    this.#state = state;
    this.#statedWork = workDone;
    this.#options.onReady();
  }

  /** The provider says how the tab stands, and what became of a payment. */
  take(message: TaskMessageOf<'tab'>, workDone: bigint): void {
    this.#state = message;
    this.#statedWork = workDone;
    this.#refusedUntilMs = 0;
    if (message.countedWei !== undefined) this.#refusedSinceMs = undefined;
    if (message.payment !== undefined) this.#options.onPayment(message);
  }

  /** A task was refused for want of room. */
  refused(workDone: bigint): void {
    const now = Date.now();
    this.#refusedUntilMs = now + refusalMs;
    if (this.#refusedSinceMs === undefined || workDone > this.#refusedWork) this.#refusedSinceMs = now;
    this.#refusedWork = workDone;
  }

  /** Since when tasks are refused for want of room and none brings a result, in Unix milliseconds; undefined where they are not. */
  get refusedSinceMs(): number | undefined {
    return this.#refusedSinceMs;
  }
}
