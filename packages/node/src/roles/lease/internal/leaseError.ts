import { isSuanliError, SuanliError } from '@suanli/protocol';

/** What the other end of a session is told of an error: its own code, or `LEASE_FAILED` where it has none. */
export function leaseError(error: unknown): SuanliError {
  return isSuanliError(error) ? error : new SuanliError('LEASE_FAILED', { cause: error });
}
