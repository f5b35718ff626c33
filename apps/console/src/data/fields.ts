/**
 * What is asked of one table of the indexer. From one such description follow the GraphQL selection, how its answer is
 * read, and the type of a row. `?` marks what may be null.
 */
export type Scalar =
  | 'text'
  | 'text?'
  | 'int'
  | 'int?'
  | 'bigint'
  | 'bigint?'
  | 'boolean'
  | 'boolean?'
  | 'texts'
  | 'bigints';

/** One related row, null where there is none. */
export interface One<F extends Fields = Fields> {
  readonly one: F;
}

/** Related rows, the first 1000. */
export interface Many<F extends Fields = Fields> {
  readonly many: F;
}

export interface Fields {
  readonly [name: string]: Scalar | One | Many;
}

interface ScalarTypes {
  text: string;
  'text?': string | null;
  int: number;
  'int?': number | null;
  bigint: bigint;
  'bigint?': bigint | null;
  boolean: boolean;
  'boolean?': boolean | null;
  texts: readonly string[];
  bigints: readonly bigint[];
}

/** A row with these fields. */
export type Row<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Scalar
    ? ScalarTypes[F[K]]
    : F[K] extends One<infer G>
      ? Row<G> | null
      : F[K] extends Many<infer G>
        ? readonly Row<G>[]
        : never;
};

export function one<const F extends Fields>(fields: F): One<F> {
  return { one: fields };
}

export function many<const F extends Fields>(fields: F): Many<F> {
  return { many: fields };
}

/** The GraphQL selection of these fields. */
export function selectionOf(fields: Fields): string {
  const parts = Object.entries(fields).map(([name, kind]) => {
    if (typeof kind === 'string') return name;
    if ('one' in kind) return `${name} ${selectionOf(kind.one)}`;
    return `${name}(limit: 1000) { items ${selectionOf(kind.many)} }`;
  });
  return `{ ${parts.join(' ')} }`;
}

/** Reads one row of an answer; numbers of 256 bits travel as decimal strings. */
export function readRow<F extends Fields>(fields: F, raw: Readonly<Record<string, unknown>>): Row<F> {
  const row: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(fields)) {
    const value = raw[name];
    if (typeof kind !== 'string') {
      if ('one' in kind) row[name] = value ? readRow(kind.one, value as Record<string, unknown>) : null;
      else {
        const items = (value as { items?: readonly Record<string, unknown>[] } | null)?.items ?? [];
        row[name] = items.map((item) => readRow(kind.many, item));
      }
    } else if (value === null || value === undefined) row[name] = null;
    else if (kind === 'bigint' || kind === 'bigint?') row[name] = BigInt(value as string);
    else if (kind === 'bigints') row[name] = (value as readonly string[]).map(BigInt);
    else row[name] = value;
  }
  return row as Row<F>;
}
