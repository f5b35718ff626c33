import { createMiddleware } from 'hono/factory';
import { checkSql } from './checkSql.ts';
import { forgetStatistics } from './forgetStatistics.ts';
import { readSqlQuery, type SqlQuery } from './readSqlQuery.ts';

/** What runs a statement; that of Drizzle. */
export interface SqlSession {
  prepareQuery(query: SqlQuery, fields: undefined, name: undefined, isArray: boolean): { execute(): Promise<unknown> };
}

/** In PostgreSQL's units, of which a row costs about a hundredth: some seconds of PGlite's one thread. */
const MAX_COST = 250_000;

/** Refuses, with 400, every statement that could write, or that joins more than the database has time for. */
export function guardSql(session: SqlSession) {
  return createMiddleware(async (c, next) => {
    const text = c.req.query('sql');
    if (text === undefined) return c.text('Missing "sql" query parameter', 400);
    let query: SqlQuery;
    let relations: number;
    try {
      query = readSqlQuery(text);
      relations = (await checkSql(query.sql)).relations;
    } catch (error) {
      return c.text((error as Error).message, 400);
    }
    // One table alone is read once at most; what several cost together, the planner knows.
    if (relations > 1) {
      const cost = await planCost(session, query).catch((error: Error) => error);
      if (cost instanceof Error) return c.text(cost.message, 400);
      if (!(cost <= MAX_COST)) return c.text('SQL costs too much: join on keys, or read less', 400);
    }
    return next();
  });
}

async function planCost(session: SqlSession, { sql, params }: SqlQuery): Promise<number> {
  await forgetStatistics();
  const query = { sql: `EXPLAIN (FORMAT JSON) ${sql}`, params };
  const { rows } = (await session.prepareQuery(query, undefined, undefined, false).execute()) as {
    rows: Record<string, unknown>[];
  };
  const answer = rows[0]?.['QUERY PLAN'];
  const [plan] = (typeof answer === 'string' ? JSON.parse(answer) : answer) as [{ Plan: { 'Total Cost': number } }];
  return plan.Plan['Total Cost'];
}
