/** A row as SQL over HTTP gives it: columns in snake case, large numbers as text. */
export type SqlRow = Record<string, string | number | boolean | string[] | null>;

/** Sends a query as `@ponder/client` does. */
export async function querySql(url: string, sql: string, params: readonly (string | number)[] = []): Promise<SqlRow[]> {
  const response = await fetch(`${url}/sql/db?sql=${encodeURIComponent(JSON.stringify({ json: { sql, params } }))}`);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { rows: SqlRow[] }).rows;
}
