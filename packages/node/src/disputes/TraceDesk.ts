import type { StateTrace, TraceOptions } from '@suanli/machine';
import { SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { OpenTrace, TraceFactory, TraceJob } from './TraceFactory.ts';

/** What a trace is wanted for: who is defended has a clock that runs and a deposit at stake. */
export type TracePurpose = 'defence' | 'challenge';

interface Held {
  readonly purpose: TracePurpose;
  readonly trace: Promise<OpenTrace>;
  readonly ended: AbortController;
  users: number;
}

/** Leave to use a trace. */
export interface TraceLoan {
  readonly trace: StateTrace;
  /** Gives it back; it stays open for the next who wants it until its place is needed. */
  release(): void;
}

/**
 * The traces of a daemon: a number at a time, shared by the games that are about one task, kept while nobody needs their place.
 *
 * A defence does not wait for challenges: where none of the places is free, it takes that of a challenge, whose calls end with
 * `NODE_TRACE_STOPPED` and are made again when it is their turn.
 */
export class TraceDesk {
  readonly #open: TraceFactory;
  readonly #places: number;
  readonly #onDefending: (defending: boolean) => void;
  /** By the task's hash and what it depends on besides; in order of use, the least recent first. */
  readonly #held = new Map<Hex, Held>();
  /** Who waits for a change of who has what. */
  #changed = Promise.withResolvers<void>();
  /** Defences that have no place yet. */
  #wanting = 0;
  /** Calls of defences that are under way, those that open a trace included. */
  #defending = 0;
  #stopped = false;

  /**
   * @param options.onDefending told when a defence begins to compute where none did, and when the last one has ended
   */
  constructor(
    open: TraceFactory,
    options: { readonly places: number; readonly onDefending?: (defending: boolean) => void },
  ) {
    this.#open = open;
    this.#places = options.places;
    this.#onDefending = options.onDefending ?? (() => undefined);
  }

  /**
   * The trace of a task.
   *
   * @param load called where it is not open yet, with a signal of the trace's own: others may want it as well
   * @throws SuanliError `NODE_TRACE_STOPPED`, and what `load` and the factory throw
   * @throws the signal's reason
   */
  async borrow(
    key: Hex,
    load: (signal: AbortSignal) => Promise<TraceJob>,
    options: { readonly purpose: TracePurpose; readonly signal: AbortSignal },
  ): Promise<TraceLoan> {
    const { purpose, signal } = options;
    const isDefence = purpose === 'defence';
    if (isDefence) this.#wanting++;
    let held: Held;
    try {
      held = await this.#place(key, load, purpose, signal);
    } finally {
      if (isDefence) this.#wanting--;
      this.#change();
    }
    return this.#lend(key, held);
  }

  /** The entry of a trace, as soon as there is a place for it. */
  async #place(
    key: Hex,
    load: (signal: AbortSignal) => Promise<TraceJob>,
    purpose: TracePurpose,
    signal: AbortSignal,
  ): Promise<Held> {
    for (;;) {
      signal.throwIfAborted();
      if (this.#stopped) throw new SuanliError('NODE_TRACE_STOPPED');
      const changed = this.#changed.promise;
      const present = this.#held.get(key);
      // A challenge's trace may be taken away at any time, so a defence opens its own.
      if (present && (present.purpose === 'defence' || purpose === 'challenge')) {
        this.#held.delete(key);
        this.#held.set(key, present);
        present.users++;
        return present;
      }
      const victim: [Hex, Held] | undefined = present ? [key, present] : this.#victim(purpose);
      if (purpose === 'challenge' && this.#wanting > 0) await untilAborted(changed, signal);
      else if (!present && this.#held.size < this.#places) return this.#add(key, load, purpose);
      else if (victim) await this.#drop(...victim);
      else await untilAborted(changed, signal);
    }
  }

  #add(key: Hex, load: (signal: AbortSignal) => Promise<TraceJob>, purpose: TracePurpose): Held {
    const ended = new AbortController();
    const { signal } = ended;
    const held: Held = {
      purpose,
      trace: this.#counted(purpose, () => load(signal).then((job) => this.#open(job, { signal }))),
      ended,
      users: 1,
    };
    held.trace.catch(() => undefined);
    this.#held.set(key, held);
    return held;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const [key, held] of [...this.#held]) await this.#drop(key, held);
    this.#change();
  }

  async #lend(key: Hex, held: Held): Promise<TraceLoan> {
    let open: OpenTrace;
    try {
      open = await held.trace;
    } catch (error) {
      held.users--;
      await this.#drop(key, held);
      throw error;
    }
    // A call ends with the loan of its place, and with its caller, whatever the trace does.
    const counted = <Result>(options: TraceOptions | undefined, work: () => Promise<Result>): Promise<Result> => {
      const { signal } = held.ended;
      const ended = options?.signal === undefined ? signal : AbortSignal.any([signal, options.signal]);
      return this.#counted(held.purpose, () => untilAborted(work(), ended));
    };
    let released = false;
    return {
      trace: {
        levels: open.levels,
        programRoot: open.programRoot,
        first: open.first,
        result: (options) => counted(options, () => open.result(options)),
        hashesAt: (steps, options) => counted(options, () => open.hashesAt(steps, options)),
        headerAt: (step, options) => counted(options, () => open.headerAt(step, options)),
        witnessAt: (step, options) => counted(options, () => open.witnessAt(step, options)),
      },
      release: () => {
        if (released) return;
        released = true;
        held.users--;
        this.#change();
      },
    };
  }

  async #counted<Result>(purpose: TracePurpose, work: () => Promise<Result>): Promise<Result> {
    if (purpose === 'challenge') return work();
    if (this.#defending++ === 0) this.#onDefending(true);
    try {
      return await work();
    } finally {
      if (--this.#defending === 0) this.#onDefending(false);
    }
  }

  /** Who gives its place up: a trace that nobody uses, or that of a challenge where a defence wants it. */
  #victim(purpose: TracePurpose): [Hex, Held] | undefined {
    const entries = [...this.#held];
    return (
      entries.find(([, { users }]) => users === 0) ??
      (purpose === 'defence' ? entries.find(([, held]) => held.purpose === 'challenge') : undefined)
    );
  }

  async #drop(key: Hex, held: Held): Promise<void> {
    if (this.#held.get(key) !== held) return;
    this.#held.delete(key);
    held.ended.abort(new SuanliError('NODE_TRACE_STOPPED'));
    await held.trace.then(
      (open) => open.close(),
      () => undefined,
    );
    this.#change();
  }

  #change(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers<void>();
    resolve();
  }
}

/** Rejects with the signal's reason as soon as that is there. */
async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    work.catch(() => undefined);
    signal.removeEventListener('abort', onAbort);
  }
}
