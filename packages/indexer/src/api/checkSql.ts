// Ponder remembers under 40 bits of a hash which statements it has allowed, so two statements can be made that share one
// verdict. Here every statement is judged by itself, before Ponder sees it.
import { randomBytes } from 'node:crypto';
import { findPackageJSON } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Ponder's parser takes 5,000 characters; a prefix of ours has to fit as well. */
export const MAX_SQL_CHARACTERS = 4_500;
/** Tables, subqueries and functions to read from, in the whole statement. */
export const MAX_SQL_RELATIONS = 8;
const REMEMBERED = 500;

interface PonderSql {
  readonly parseSQLQuery: (sql: string) => Promise<unknown>;
  readonly validateAllowableSQLQuery: (sql: string) => Promise<void>;
}

const secret = randomBytes(24).toString('hex');
const remembered = new Map<string, CheckedSql>();
let ponderSql: Promise<PonderSql> | undefined;

export interface CheckedSql {
  /** How many relations it reads from. */
  readonly relations: number;
}

/**
 * Judges whether a statement only reads, with functions that Ponder allows, and from few relations.
 *
 * @throws Error with the reason
 */
export async function checkSql(sql: string): Promise<CheckedSql> {
  if (sql.length > MAX_SQL_CHARACTERS) throw new Error(`SQL of more than ${MAX_SQL_CHARACTERS} characters`);
  const known = remembered.get(sql);
  if (known) return known;
  if (!/^\s*(select|with)\b/i.test(sql)) throw new Error('SQL has to begin with SELECT or WITH');
  ponderSql ??= importPonderSql();
  const { parseSQLQuery, validateAllowableSQLQuery } = await ponderSql;
  const checked = { relations: requireReading(await parseSQLQuery(sql)) };
  if (checked.relations > MAX_SQL_RELATIONS) throw new Error(`SQL reads from more than ${MAX_SQL_RELATIONS} relations`);
  // Nobody knows the text that is judged here, so nobody can prepare another one with the same 40 bits.
  await validateAllowableSQLQuery(`/*${secret}*/ ${sql}`);
  remembered.set(sql, checked);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED) break;
    remembered.delete(oldest);
  }
  return checked;
}

async function importPonderSql(): Promise<PonderSql> {
  const manifest = findPackageJSON('ponder', import.meta.url);
  if (manifest === undefined) throw new Error('Ponder is not installed');
  const url = new URL('./dist/esm/utils/sql-parse.js', pathToFileURL(manifest)).href;
  return (await import(/* @vite-ignore */ url)) as PonderSql;
}

/** Counts the relations in a syntax tree; throws at everything that does not only read, or need not end. */
function requireReading(tree: unknown): number {
  let relations = 0;
  const pending: unknown[] = [tree];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== 'object' || node === null) continue;
    for (const [key, value] of Object.entries(node)) {
      if (/Stmt$/.test(key) && key !== 'SelectStmt' && key !== 'selectStmt') throw new Error(`${key} not supported`);
      if (['intoClause', 'lockingClause', 'LockingClause'].includes(key)) throw new Error(`${key} not supported`);
      if (key === 'recursive' && value === true) throw new Error('WITH RECURSIVE not supported');
      if (['RangeVar', 'RangeFunction', 'RangeSubselect', 'RangeTableFunc'].includes(key)) relations++;
      pending.push(value);
    }
  }
  return relations;
}
