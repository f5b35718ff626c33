import { parentPort } from 'node:worker_threads';
import { type ErrorCode, type ErrorParameters, isSuanliError } from '@suanli/protocol';
import { instrumentForWasi } from './instrumentForWasi.ts';
import type { ModuleHooks } from './ModuleHooks.ts';

export interface InstrumentOrder {
  readonly module: Uint8Array;
  readonly memoryPages: number;
}

/** What came of an order: the module, or the coded error, in parts that can be posted. */
export type InstrumentAnswer =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly hooks: ModuleHooks }
  | { readonly code: ErrorCode; readonly parameters: ErrorParameters; readonly metaMessages: readonly string[] }
  | { readonly fault: string };

function answer({ module, memoryPages }: InstrumentOrder): InstrumentAnswer {
  try {
    const { bytes, hooks } = instrumentForWasi(module, memoryPages);
    return { bytes: new Uint8Array(bytes), hooks };
  } catch (error) {
    if (isSuanliError(error)) {
      return { code: error.code, parameters: error.parameters, metaMessages: error.metaMessages };
    }
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (order: InstrumentOrder) => {
  const result = answer(order);
  parentPort?.postMessage(result, 'bytes' in result ? [result.bytes.buffer] : []);
});
