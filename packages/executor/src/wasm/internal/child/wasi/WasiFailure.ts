import { type Errno, errno } from './errno.ts';

/** Thrown inside a host call to return an error number. Carries no stack: guests can cause millions of them. */
export class WasiFailure {
  readonly errno: Errno;

  constructor(number: Errno) {
    this.errno = number;
  }
}

const failures = new Map<Errno, WasiFailure>(Object.values(errno).map((number) => [number, new WasiFailure(number)]));

export function failure(number: Errno): WasiFailure {
  return failures.get(number) ?? new WasiFailure(number);
}
