/** What this needs to know of Ponder's database. */
interface PonderGlobals {
  readonly PONDER_DATABASE: {
    readonly driver: { readonly dialect: 'pglite' | 'postgres' };
    readonly adminQB: { readonly raw: { execute(sql: string): Promise<unknown> } };
  };
  readonly PONDER_NAMESPACE_BUILD: { readonly schema: string };
}

/**
 * Makes PGlite's planner count a table by its pages. Nothing analyses PGlite's tables, but an index that is made while a
 * table is empty notes no rows, and the planner would go on believing in them, and in cheap products of such tables. A
 * PostgreSQL server keeps its statistics itself.
 */
export async function forgetStatistics(): Promise<void> {
  const { PONDER_DATABASE, PONDER_NAMESPACE_BUILD } = globalThis as unknown as PonderGlobals;
  if (PONDER_DATABASE.driver.dialect !== 'pglite') return;
  await PONDER_DATABASE.adminQB.raw.execute(`
UPDATE pg_class SET reltuples = -1, relpages = 0
WHERE relkind = 'r' AND reltuples >= 0 AND relnamespace = '"${PONDER_NAMESPACE_BUILD.schema}"'::regnamespace`);
}
