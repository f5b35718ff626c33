import { abiErrors, type ErrorCode, isSuanliError, SuanliError } from '@suanli/protocol';
import {
  BaseError,
  ContractFunctionRevertedError,
  HttpRequestError,
  InsufficientFundsError,
  TimeoutError,
  WebSocketRequestError,
} from 'viem';
import type { SuanliClient } from '../SuanliClient.ts';

function printable(value: unknown): string {
  return typeof value === 'object'
    ? JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? part.toString() : part))
    : String(value);
}

/**
 * What nodes say of a block that they have told of and do not have yet: one node before its own writes are done, or another one
 * behind the same address. The same question has an answer a moment later.
 */
const blockMissing =
  /BlockOutOfRange|block range extends beyond current head|blocks specified in filter .* cannot be found|header not found|unknown block/i;

/**
 * Gives every failure of a chain call its code: a revert the row of its custom error, an outage, or a node that is behind,
 * `CHAIN_UNREACHABLE`.
 */
export function toChainError(client: SuanliClient, functionName: string, error: unknown): Error {
  if (isSuanliError(error) || !(error instanceof BaseError)) {
    return error instanceof Error
      ? error
      : new SuanliError('CHAIN_CALL_FAILED', { parameters: { functionName }, cause: error });
  }
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  if (reverted instanceof ContractFunctionRevertedError) {
    const name = reverted.data?.errorName;
    const code = name === undefined ? undefined : (abiErrors as Readonly<Record<string, ErrorCode>>)[name];
    if (code !== undefined) {
      const values = (reverted.data?.args ?? []).map(printable);
      return new SuanliError(code, {
        cause: error,
        metaMessages: [`${functionName} → ${name}(${values.join(', ')})`],
      });
    }
  }
  if (
    error.walk(
      (cause) =>
        cause instanceof HttpRequestError ||
        cause instanceof WebSocketRequestError ||
        cause instanceof TimeoutError ||
        (cause instanceof Error && blockMissing.test(cause.message)),
    )
  ) {
    return new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: client.url }, cause: error });
  }
  if (error.walk((cause) => cause instanceof InsufficientFundsError)) {
    return new SuanliError('CHAIN_GAS_FUNDS_TOO_SMALL', { parameters: { account: client.account }, cause: error });
  }
  return new SuanliError('CHAIN_CALL_FAILED', { parameters: { functionName }, cause: error });
}
