import { type ErrorCode, errorTable, SuanliError } from '@suanli/protocol';

/** The error that a provider's code and parameters stand for. */
export function leaseError(message: {
  readonly code: string;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
}): SuanliError {
  const { code, parameters } = message;
  if (Object.hasOwn(errorTable, code)) return new SuanliError(code as ErrorCode, { parameters });
  return new SuanliError('LEASE_REFUSED', { parameters: { reason: code } });
}

/** The error of a provider that does what the protocol does not have. */
export function brokeProtocol(what: string): SuanliError {
  return new SuanliError('LEASE_PROVIDER_BROKE_PROTOCOL', { parameters: { what } });
}
