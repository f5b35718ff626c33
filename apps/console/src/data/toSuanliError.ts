import { isSuanliError, SuanliError } from './suanliError.ts';

/** Whatever was thrown, as a coded error; those of a wallet that declined get their own code. */
export function toSuanliError(error: unknown): SuanliError {
  for (let cause = error, depth = 0; typeof cause === 'object' && cause !== null && depth < 8; depth++) {
    const { code, name, cause: next } = cause as { code?: unknown; name?: unknown; cause?: unknown };
    // EIP-1193: 4001, user rejected request.
    if (code === 4001 || name === 'UserRejectedRequestError') return new SuanliError('CONSOLE_WALLET_DECLINED');
    cause = next;
  }
  return isSuanliError(error) ? error : new SuanliError('CONSOLE_UNEXPECTED', { cause: error });
}
