import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { TraceOptions, TraceResult } from '@suanli/machine';
import { SuanliError } from '@suanli/protocol';
import type { TraceAnswer, TraceFacts, TraceOrder } from './internal/traceMessages.ts';
import type { OpenTrace, TraceFactory } from './TraceFactory.ts';

export interface ThreadTraceOptions {
  /** JavaScript heap of a thread, in MiB; memories of the program come on top. Default 4096. */
  readonly heapMb?: number;
}

const defaultHeapMb = 4_096;

// V8 13.6 may end the process (`Check failed: jit_page.has_value()`) where one thread replaces its wrapper of an imported function by a
// faster one while others come and go: WasmImportWrapperCache::Free out of Runtime_TierUpWasmToJSWrapper. Without faster wrappers an
// imported call takes 20 ns instead of 4; a trace has few. The flag holds for all threads of the process, made before or later.
setFlagsFromString('--wasm-wrapper-tiering-budget=2000000000');

interface Call {
  readonly order: TraceOrder;
  readonly settled: PromiseWithResolvers<unknown>;
}

/**
 * Traces in threads, one each: minutes of computing that neither hold up the daemon's sessions nor have to be waited for when they are
 * no longer wanted. A call that is aborted while it computes ends the thread; the next call starts the trace anew.
 */
export function createThreadTrace(options: ThreadTraceOptions = {}): TraceFactory {
  const { heapMb = defaultHeapMb } = options;
  return async (job, { signal } = {}) => {
    const waiting: Call[] = [];
    let running: { readonly call: Call; readonly worker: Worker } | undefined;
    let worker: Worker | undefined;
    let isOpen = false;
    let closed = false;

    const failed = (cause: unknown): SuanliError =>
      new SuanliError('NODE_TRACE_FAILED', {
        cause,
        metaMessages: [cause instanceof Error ? cause.message : String(cause)],
      });

    function spawn(): Worker {
      const made = new Worker(new URL('./internal/traceThread.ts', import.meta.url), {
        execArgv: ['--no-warnings'],
        env: {},
        resourceLimits: { maxOldGenerationSizeMb: heapMb, stackSizeMb: 16 },
      });
      worker = made;
      isOpen = false;
      made.on('message', (answer: TraceAnswer) => {
        if (worker !== made || !running) return;
        const { call } = running;
        running = undefined;
        made.unref();
        if ('value' in answer) call.settled.resolve(answer.value);
        else if ('code' in answer) call.settled.reject(new SuanliError(answer.code, answer));
        else call.settled.reject(failed(answer.fault));
        pump();
      });
      made.on('error', (error) => onDeath(made, error));
      made.on('exit', (code) => onDeath(made, `the thread ended with ${code}`));
      return made;
    }

    function onDeath(dead: Worker, cause: unknown): void {
      if (worker !== dead) return;
      worker = undefined;
      const call = running?.call;
      running = undefined;
      call?.settled.reject(failed(cause));
      pump();
    }

    function pump(): void {
      if (running || closed) return;
      const call = waiting.shift();
      if (!call) return;
      const at = worker ?? spawn();
      // While it computes the process stays; a trace that only waits holds nothing up.
      at.ref();
      running = { call, worker: at };
      at.postMessage(call.order);
    }

    function order(wanted: TraceOrder, orderSignal: AbortSignal | undefined): Promise<unknown> {
      if (closed) return Promise.reject(new SuanliError('NODE_TRACE_STOPPED'));
      const settled = Promise.withResolvers<unknown>();
      const call: Call = { order: wanted, settled };
      const onAbort = (): void => {
        settled.reject(orderSignal?.reason);
        const at = waiting.indexOf(call);
        if (at >= 0) waiting.splice(at, 1);
        else if (running?.call === call) {
          // Nothing else stops a computation.
          const { worker: busy } = running;
          running = undefined;
          worker = undefined;
          void busy.terminate();
          pump();
        }
      };
      if (orderSignal?.aborted) return Promise.reject(orderSignal.reason);
      orderSignal?.addEventListener('abort', onAbort, { once: true });
      waiting.push(call);
      pump();
      return settled.promise.finally(() => orderSignal?.removeEventListener('abort', onAbort));
    }

    let opening: Promise<TraceFacts> | undefined;
    /** Opens the trace in a thread that has not got it. */
    async function ask(wanted: TraceOrder, orderSignal: AbortSignal | undefined): Promise<unknown> {
      if (!worker || !isOpen) {
        opening ??= (order({ call: 'open', job }, orderSignal) as Promise<TraceFacts>).then(
          (facts) => {
            isOpen = true;
            opening = undefined;
            return facts;
          },
          (error: unknown) => {
            opening = undefined;
            throw error;
          },
        );
        await opening;
      }
      return order(wanted, orderSignal);
    }

    const close = async (): Promise<void> => {
      if (closed) return;
      closed = true;
      const error = new SuanliError('NODE_TRACE_STOPPED');
      for (const call of waiting.splice(0)) call.settled.reject(error);
      running?.call.settled.reject(error);
      running = undefined;
      const last = worker;
      worker = undefined;
      await last?.terminate();
    };

    let facts: TraceFacts;
    try {
      facts = (await order({ call: 'open', job }, signal)) as TraceFacts;
      isOpen = true;
    } catch (error) {
      await close();
      throw error;
    }
    const trace: OpenTrace = {
      ...facts,
      result: (callOptions?: TraceOptions) => ask({ call: 'result' }, callOptions?.signal) as Promise<TraceResult>,
      hashesAt: (steps, callOptions) =>
        ask({ call: 'hashesAt', steps }, callOptions?.signal) as Promise<readonly Uint8Array[]>,
      headerAt: (step, callOptions) => ask({ call: 'headerAt', step }, callOptions?.signal) as Promise<Uint8Array>,
      witnessAt: (step, callOptions) => ask({ call: 'witnessAt', step }, callOptions?.signal) as Promise<Uint8Array>,
      close,
    };
    return trace;
  };
}
