import { Worker } from 'node:worker_threads';
import { SuanliError } from '@suanli/protocol';
import type { ProofOrder } from './proofThread.ts';

interface Request extends PromiseWithResolvers<Uint8Array> {
  readonly order: ProofOrder;
}

/** One order is computed while the next one waits in the thread, so that it never pauses. */
const ordersPerThread = 2;

/** Threads that each carry out one order after another. They start with the first order, and keep no process alive when idle. */
export class ProofThreads {
  readonly count: number;
  /** Thread → its orders, in the order of their posting: the first one is being computed. */
  readonly #threads = new Map<Worker, Request[]>();
  #queue: Request[] = [];
  #stopped = false;

  constructor(count: number) {
    this.count = count;
  }

  /** @throws SuanliError `EXECUTOR_CANCELLED`, `EXECUTOR_STOPPED`, `EXECUTOR_CRASHED` */
  async run(order: ProofOrder, signal?: AbortSignal): Promise<Uint8Array> {
    if (this.#stopped) throw new SuanliError('EXECUTOR_STOPPED');
    if (signal?.aborted === true) throw new SuanliError('EXECUTOR_CANCELLED', { cause: signal.reason });
    const request: Request = { order, ...Promise.withResolvers<Uint8Array>() };
    const abort = () => this.#abort(request, new SuanliError('EXECUTOR_CANCELLED', { cause: signal?.reason }));
    signal?.addEventListener('abort', abort, { once: true });
    this.#queue.push(request);
    this.#dispatch();
    try {
      return await request.promise;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const error = new SuanliError('EXECUTOR_STOPPED');
    for (const request of [...this.#queue, ...[...this.#threads.values()].flat()]) request.reject(error);
    this.#queue = [];
    const threads = [...this.#threads.keys()];
    this.#threads.clear();
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  #dispatch(): void {
    // An idle thread first, then a further one, then the second place at those that are busy.
    for (let room = 0; room < ordersPerThread; room++) {
      for (const [thread, requests] of this.#threads) {
        if (requests.length <= room) this.#post(thread, requests);
      }
      while (this.#queue.length > 0 && this.#threads.size < this.count) {
        const thread = this.#spawn();
        this.#post(thread, this.#threads.get(thread) ?? []);
      }
    }
  }

  #post(thread: Worker, requests: Request[]): void {
    const request = this.#queue.shift();
    if (!request) return;
    requests.push(request);
    thread.ref();
    thread.postMessage(request.order);
  }

  #spawn(): Worker {
    const thread = new Worker(new URL('./proofThread.ts', import.meta.url), { execArgv: ['--no-warnings'], env: {} });
    const requests: Request[] = [];
    this.#threads.set(thread, requests);
    thread.on('message', (nodes: Uint8Array) => {
      requests.shift()?.resolve(nodes);
      if (requests.length === 0) thread.unref();
      this.#dispatch();
    });
    thread.on('error', (cause) => {
      if (!this.#threads.delete(thread)) return;
      const error = new SuanliError('EXECUTOR_CRASHED', { parameters: { reason: 'proof thread' }, cause });
      for (const request of requests) request.reject(error);
      this.#dispatch();
    });
    return thread;
  }

  /** An order that is in a thread already ends with that thread: cores are free at once, and other orders start anew. */
  #abort(request: Request, error: SuanliError): void {
    this.#queue = this.#queue.filter((waiting) => waiting !== request);
    for (const [thread, requests] of this.#threads) {
      if (!requests.includes(request)) continue;
      this.#threads.delete(thread);
      void thread.terminate();
      this.#queue.unshift(...requests.filter((other) => other !== request));
    }
    request.reject(error);
    // Several orders of one commitment are aborted in a row: threads are not to be started for those that are yet to be.
    queueMicrotask(() => {
      if (!this.#stopped) this.#dispatch();
    });
  }
}
