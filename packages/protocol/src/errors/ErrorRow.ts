/** One language of an error: what happened, and what the reader can do about it. `{name}` is replaced by the parameter of that name. */
export interface ErrorText {
  readonly message: string;
  readonly next: string;
}

/** One row of the error table. */
export interface ErrorRow {
  /** True where the same call, unchanged, may succeed later. */
  readonly retryable: boolean;
  readonly en: ErrorText;
  readonly zh: ErrorText;
}
