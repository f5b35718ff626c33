export interface SqlQuery {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * Reads what `@ponder/client` sends: superjson. Its `meta` can move values about, so it may speak of parameters alone:
 * what is judged has to be what runs.
 *
 * @throws Error with the reason
 */
export function readSqlQuery(text: string): SqlQuery {
  const { json, meta, ...rest } = requireRecord(JSON.parse(text));
  const { sql, params, typings, ...others } = requireRecord(json);
  if (Object.keys(rest).length > 0 || Object.keys(others).length > 0) throw new Error('unknown field');
  if (typeof sql !== 'string' || !Array.isArray(params)) throw new Error('needs sql and params');
  if (typings !== undefined && typings !== null && !Array.isArray(typings)) throw new Error('typings is no list');
  if (meta !== undefined) {
    const { values = {}, v, ...unknown } = requireRecord(meta);
    if (Object.keys(unknown).length > 0 || (v !== undefined && v !== 1)) throw new Error('unknown kind of meta');
    for (const path of Object.keys(requireRecord(values)))
      if (!/^(params|typings)(\.\d+)?$/.test(path)) throw new Error(`meta of ${path} not supported`);
  }
  return { sql, params };
}

function requireRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
  return value as Record<string, unknown>;
}
