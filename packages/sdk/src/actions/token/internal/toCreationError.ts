import { abiErrors, contractErrors, type ErrorCode, isSuanliError, SuanliError } from '@suanli/protocol';
import { BaseError, decodeErrorResult, type Hex } from 'viem';

/** Gives what a constructor refused its code: viem decodes the reverts of calls, and not those of creations. */
export function toCreationError(name: string, error: unknown): unknown {
  if (!isSuanliError(error, 'CHAIN_CALL_FAILED') || !(error.cause instanceof BaseError)) return error;
  let data: Hex | undefined;
  error.cause.walk((cause) => {
    const value = (cause as { data?: unknown }).data;
    if (typeof value === 'string' && value.startsWith('0x') && value.length >= 10) data = value as Hex;
    return false;
  });
  if (data === undefined) return error;
  try {
    const { errorName, args } = decodeErrorResult({ abi: contractErrors, data });
    const code = (abiErrors as Readonly<Record<string, ErrorCode>>)[errorName];
    if (code === undefined) return error;
    return new SuanliError(code, {
      cause: error,
      metaMessages: [`${name} → ${errorName}(${(args ?? []).map(String).join(', ')})`],
    });
  } catch {
    return error;
  }
}
