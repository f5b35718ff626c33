import { type Hex, isHex } from 'viem';
import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/**
 * What a transaction was sent with, and then, where nothing has been found in that, what each call inside of it was: a contract that calls may make up its call
 * as it runs. The latter takes a node that traces (`debug_traceTransaction`); of one that does not there is nothing more.
 */
export async function* callInputs(client: SuanliClient, hash: Hex): AsyncGenerator<Hex> {
  try {
    yield (await client.publicClient.getTransaction({ hash })).input;
  } catch (error) {
    throw toChainError(client, 'getTransaction', error);
  }
  yield* inputsOf(await traceOf(client, hash));
}

async function traceOf(client: SuanliClient, hash: Hex): Promise<unknown> {
  try {
    return await client.publicClient.request({
      method: 'debug_traceTransaction',
      params: [hash, { tracer: 'callTracer' }],
    } as never);
  } catch {
    return undefined;
  }
}

function* inputsOf(call: unknown): Generator<Hex> {
  if (typeof call !== 'object' || call === null) return;
  const { input, calls } = call as { readonly input?: unknown; readonly calls?: unknown };
  if (isHex(input)) yield input;
  if (Array.isArray(calls)) for (const inner of calls) yield* inputsOf(inner);
}
