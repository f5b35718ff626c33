import { Worker } from 'node:worker_threads';
import { SuanliError } from '@suanli/protocol';
import type { InstrumentAnswer, InstrumentOrder } from './instrumentThread.ts';
import type { ModuleHooks } from './ModuleHooks.ts';

export interface InstrumentedForWasi {
  readonly bytes: Uint8Array;
  readonly hooks: ModuleHooks;
}

interface Request extends PromiseWithResolvers<InstrumentedForWasi> {
  readonly order: InstrumentOrder;
}

export interface InstrumenterOptions {
  /** Time for one module. */
  readonly timeoutMs: number;
  /** JavaScript heap of the thread. */
  readonly heapMb: number;
}

/** After a larger one the thread is given up, and its heap with it. */
const largeModuleBytes = 1 << 20;

/**
 * Instruments modules in a thread of its own, one after the other: a large module blocks nothing else, and one that would take more time
 * or memory than it may fails alone.
 */
export class Instrumenter {
  readonly #options: InstrumenterOptions;
  #worker: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #requests: Request[] = [];
  #stopped = true;

  constructor(options: InstrumenterOptions) {
    this.#options = options;
  }

  /** Brings the thread up ahead of the first module. */
  start(): void {
    this.#stopped = false;
    this.#spawn();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    for (const request of this.#requests) request.reject(new SuanliError('EXECUTOR_STOPPED'));
    this.#requests = [];
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  /** @throws SuanliError as `instrumentForWasi` does, and `EXECUTOR_MODULE_REFUSED`, `EXECUTOR_STOPPED`, `EXECUTOR_CRASHED` */
  instrument(module: Uint8Array, memoryPages: number): Promise<InstrumentedForWasi> {
    if (this.#stopped) return Promise.reject(new SuanliError('EXECUTOR_STOPPED'));
    // A copy, since posting a part of a buffer would post all of the buffer.
    const request: Request = {
      order: { module: new Uint8Array(module), memoryPages },
      ...Promise.withResolvers<InstrumentedForWasi>(),
    };
    this.#requests.push(request);
    if (this.#requests.length === 1) this.#postFirst();
    return request.promise;
  }

  #spawn(): Worker {
    const worker = new Worker(new URL('./instrumentThread.ts', import.meta.url), {
      execArgv: ['--no-warnings'],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: this.#options.heapMb, stackSizeMb: 16 },
    });
    this.#worker = worker;
    worker.unref();
    worker.on('message', (answer: InstrumentAnswer) => {
      if (this.#worker === worker) this.#onAnswer(answer);
    });
    worker.on('error', (error) => {
      if (this.#worker !== worker) return;
      const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#onDeath(
        isMemory
          ? new SuanliError('EXECUTOR_MODULE_REFUSED', {
              parameters: { details: `instrumenting takes more than ${this.#options.heapMb} MiB of memory` },
            })
          : new SuanliError('EXECUTOR_CRASHED', { parameters: { reason: 'instrumenting thread' }, cause: error }),
      );
    });
    return worker;
  }

  #postFirst(): void {
    const first = this.#requests[0];
    if (first === undefined) {
      this.#worker?.unref();
      return;
    }
    const worker = this.#worker ?? this.#spawn();
    worker.ref();
    this.#timer = setTimeout(() => {
      void worker.terminate();
      const details = `instrumenting takes longer than ${this.#options.timeoutMs} ms`;
      this.#onDeath(new SuanliError('EXECUTOR_MODULE_REFUSED', { parameters: { details } }));
    }, this.#options.timeoutMs);
    worker.postMessage(first.order);
  }

  #onAnswer(answer: InstrumentAnswer): void {
    clearTimeout(this.#timer);
    const request = this.#requests.shift();
    if (request !== undefined && request.order.module.length > largeModuleBytes) {
      void this.#worker?.terminate();
      this.#worker = undefined;
    }
    this.#postFirst();
    if ('bytes' in answer) request?.resolve(answer);
    else if ('code' in answer) request?.reject(new SuanliError(answer.code, answer));
    else {
      request?.reject(
        new SuanliError('EXECUTOR_CRASHED', {
          parameters: { reason: 'fault while instrumenting' },
          metaMessages: [answer.fault],
        }),
      );
    }
  }

  #onDeath(error: SuanliError): void {
    clearTimeout(this.#timer);
    this.#worker = undefined;
    const request = this.#requests.shift();
    this.#postFirst();
    request?.reject(error);
  }
}
