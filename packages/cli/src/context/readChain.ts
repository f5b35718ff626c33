import { isSuanliError, SuanliError } from '@suanli/protocol';
import type { SuanliClient } from '@suanli/sdk';

/**
 * Runs a reading call that the sdk has no action for, with the sdk's codes.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`, `CHAIN_CALL_FAILED`
 */
export async function readChain<Result>(
  client: SuanliClient,
  functionName: string,
  call: (publicClient: SuanliClient['publicClient']) => Promise<Result>,
): Promise<Result> {
  try {
    return await call(client.publicClient);
  } catch (cause) {
    if (isSuanliError(cause)) throw cause;
    const { BaseError, HttpRequestError, TimeoutError } = await import('viem');
    const outage =
      cause instanceof BaseError &&
      cause.walk((error) => error instanceof HttpRequestError || error instanceof TimeoutError) !== null;
    throw outage
      ? new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: client.url }, cause })
      : new SuanliError('CHAIN_CALL_FAILED', { parameters: { functionName }, cause });
  }
}
