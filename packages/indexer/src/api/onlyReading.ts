import type { SqlSession } from './guardSql.ts';
import type { SqlQuery } from './readSqlQuery.ts';

interface TransactionSession extends SqlSession {
  readonly dialect: unknown;
  transaction(
    run: (tx: { readonly _: { readonly session: SqlSession } }) => Promise<unknown>,
    options: { readonly accessMode: 'read only' },
  ): Promise<unknown>;
}

/**
 * The database as Ponder's `client` uses it, with each statement in a read-only transaction: on PostgreSQL Ponder makes
 * one itself, on PGlite it does not.
 */
export function onlyReading<Database>(db: Database): Database {
  const { session } = (db as { readonly _: { readonly session: TransactionSession } })._;
  const reading = {
    dialect: session.dialect,
    prepareQuery: (query: SqlQuery, fields: undefined, name: undefined, isArray: boolean) => ({
      execute: () =>
        session.transaction((tx) => tx._.session.prepareQuery(query, fields, name, isArray).execute(), {
          accessMode: 'read only',
        }),
    }),
  };
  return { _: { session: reading } } as Database;
}
