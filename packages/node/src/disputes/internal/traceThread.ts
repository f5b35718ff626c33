import { parentPort } from 'node:worker_threads';
import type { StateTrace } from '@suanli/machine';
import { isSuanliError } from '@suanli/protocol';
import { openStateTrace } from './openStateTrace.ts';
import type { TraceAnswer, TraceOrder } from './traceMessages.ts';

let trace: StateTrace | undefined;

async function carryOut(order: TraceOrder): Promise<TraceAnswer> {
  try {
    if (order.call === 'open') {
      trace = openStateTrace(order.job);
      const { levels, programRoot, first } = trace;
      return { value: { levels, programRoot, first } };
    }
    if (!trace) return { fault: 'no trace is open' };
    if (order.call === 'result') return { value: await trace.result() };
    if (order.call === 'hashesAt') return { value: await trace.hashesAt(order.steps) };
    if (order.call === 'headerAt') return { value: await trace.headerAt(order.step) };
    return { value: await trace.witnessAt(order.step) };
  } catch (error) {
    if (isSuanliError(error)) {
      return { code: error.code, parameters: error.parameters, metaMessages: error.metaMessages };
    }
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', async (order: TraceOrder) => {
  parentPort?.postMessage(await carryOut(order));
});
