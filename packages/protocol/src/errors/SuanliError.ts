import { type ErrorCode, errorTable } from './errorTable.ts';

const brand = Symbol.for('suanli.error');

/** Values that an error's text and its reader may need; printed with `String`. */
export type ErrorParameters = Readonly<Record<string, string | number | bigint | boolean | undefined>>;

export interface SuanliErrorOptions {
  /** Fill the `{name}` places of the row's text; kept on the error as `parameters`. */
  readonly parameters?: ErrorParameters;
  /** The error that led to this one. */
  readonly cause?: unknown;
  /** Further lines, printed under the message. */
  readonly metaMessages?: readonly string[];
}

function fill(text: string, parameters: ErrorParameters): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in parameters ? String(parameters[name]) : whole));
}

/**
 * The one error class that leaves a package: a stable `code` of {@link errorTable}, the text of that row, and its cause.
 *
 * Recognise it with {@link isSuanliError}, never with `instanceof`: two copies of this package may be loaded.
 *
 * @example
 * throw new SuanliError('BLOB_MISMATCH', { parameters: { expected: 'bafk…', actual: 'bafk…' } });
 */
export class SuanliError extends Error {
  readonly [brand] = true;
  override readonly name = 'SuanliError';
  readonly code: ErrorCode;
  /** True where the same call, unchanged, may succeed later. */
  readonly retryable: boolean;
  /** One sentence in English. */
  readonly shortMessage: string;
  /** The cause's own words, or an empty string. */
  readonly details: string;
  readonly metaMessages: readonly string[];
  readonly docsPath: string;
  readonly parameters: ErrorParameters;

  constructor(code: ErrorCode, options: SuanliErrorOptions = {}) {
    const row = errorTable[code];
    const parameters = options.parameters ?? {};
    const shortMessage = fill(row.en.message, parameters);
    const details =
      options.cause === undefined ? '' : options.cause instanceof Error ? options.cause.message : String(options.cause);
    const lines = [
      `${shortMessage} [${code}]`,
      ...(options.metaMessages ?? []),
      ...(details ? [`Details: ${details}`] : []),
    ];
    super(lines.join('\n'), options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retryable = row.retryable;
    this.shortMessage = shortMessage;
    this.details = details;
    this.metaMessages = options.metaMessages ?? [];
    this.docsPath = `docs/errors.md#${code.toLowerCase()}`;
    this.parameters = parameters;
  }
}

/**
 * Tells whether a value is a {@link SuanliError}, of any copy of this package, and of the given code where one is given.
 *
 * @example
 * if (isSuanliError(error, 'BLOB_NOT_FOUND')) retryLater();
 */
export function isSuanliError(value: unknown, code?: ErrorCode): value is SuanliError {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as Record<symbol, unknown>)[brand] === true &&
    (code === undefined || (value as SuanliError).code === code)
  );
}

/** The languages that user text is written in. */
export type Language = 'en' | 'zh';

/**
 * The message and the next step of an error in a language, with its parameters filled in.
 *
 * @example
 * describeError(new SuanliError('BLOB_NOT_FOUND', { parameters: { cid: 'bafk…' } }), 'zh').next;
 */
export function describeError(error: SuanliError, language: Language): { message: string; next: string } {
  const text = errorTable[error.code][language];
  return { message: fill(text.message, error.parameters), next: fill(text.next, error.parameters) };
}
