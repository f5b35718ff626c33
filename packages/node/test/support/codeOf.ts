import { isSuanliError } from '@suanli/protocol';

/** The code that a promise fails with; `resolved` where it does not, the error itself where it has no code. */
export function codeOf(promise: Promise<unknown> | (() => unknown)): Promise<unknown> {
  const run = typeof promise === 'function' ? Promise.resolve().then(promise) : promise;
  return run.then(
    () => 'resolved',
    (error: unknown) => (isSuanliError(error) ? error.code : error),
  );
}
