import { describe, expect, test } from 'vitest';
import { isAllowedHost, isAllowedOrigin } from '../process/internal/guardRequests.ts';
import { checkSql, MAX_SQL_CHARACTERS, MAX_SQL_RELATIONS } from '../src/api/checkSql.ts';
import { readSqlQuery } from '../src/api/readSqlQuery.ts';

const tables = (count: number) => Array.from({ length: count }, (_, i) => `resource_type a${i}`).join(', ');
const refused = [
  ['another statement', 'delete from listing'],
  ['a CTE that writes', 'with gone as (delete from listing returning *) select * from gone'],
  ['two statements', 'select 1; delete from listing'],
  ['a table that is made', 'select * into other from listing'],
  ['rows that are locked', 'select * from listing for update'],
  ['recursion', 'with recursive n as (select 1 as i union all select i + 1 from n) select count(*) from n'],
  ['sleep', 'select pg_sleep(10)'],
  ['rows without end', 'select count(*) from generate_series(1, 1000000000000)'],
  ['a lock', 'select pg_advisory_lock(1)'],
  ['another schema', 'select * from ponder_sync.blocks'],
  ['too many tables', `select count(*) from ${tables(MAX_SQL_RELATIONS + 1)}`],
  ['too many tables in parts', `select (select count(*) from ${tables(4)}), (select count(*) from ${tables(5)})`],
  ['too long a text', `select '${'x'.repeat(MAX_SQL_CHARACTERS)}'`],
  ['no SQL', 'select from where'],
] as const;

describe('SQL is judged by itself', () => {
  test.each(refused)('%s is refused', async (_, sql) => {
    await expect(checkSql(sql)).rejects.toThrow();
  });

  test('what only reads passes, each time', async () => {
    const sql = `with l as (select * from listing) select count(*), max(price_wei) from l join resource r on r.id = l.resource_id`;
    expect(await checkSql(sql)).toEqual({ relations: 3 });
    expect(await checkSql(sql)).toEqual({ relations: 3 });
    expect(await checkSql(`  SELECT count(*) FROM ${tables(MAX_SQL_RELATIONS)}`)).toEqual({
      relations: MAX_SQL_RELATIONS,
    });
  });

  test('of two statements with one hash in 40 bits, the second is judged as well', async () => {
    await checkSql('select 1 /*866434*/');
    await expect(checkSql('delete from "resource_type" /*824174*/')).rejects.toThrow();
  });
});

describe('what runs is what was judged', () => {
  const json = { sql: 'select $1', params: ['delete from listing'] };
  test('parameters may be of kinds that JSON lacks', () => {
    expect(readSqlQuery(JSON.stringify({ json, meta: { values: { 'params.0': ['bigint'] } } }))).toEqual(json);
  });

  test.each([
    [
      'a reference that makes a parameter the statement',
      { json, meta: { referentialEqualities: { 'params.0': ['sql'] } } },
    ],
    ['another kind of statement', { json, meta: { values: { sql: ['Error'] } } }],
    ['another kind of query', { json, meta: { values: ['map'] } }],
    ['unknown fields', { json: { ...json, name: 'x' } }],
    ['no statement', { json: { params: [] } }],
  ])('%s is refused', (_, value) => {
    expect(() => readSqlQuery(JSON.stringify(value))).toThrow();
  });
});

describe('who is answered', () => {
  test.each(['127.0.0.1:80', 'localhost:9', '[::1]:5', 'LOCALHOST'])('host %s is', (host) => {
    expect(isAllowedHost(host, [])).toBe(true);
  });
  test.each(['evil.example', '127.0.0.1.evil.example', 'x@127.0.0.1', '127.0.0.1/x', '', undefined])(
    'host %s is not',
    (host) => {
      expect(isAllowedHost(host, [])).toBe(false);
      expect(isAllowedHost('index.example:443', ['index.example'])).toBe(true);
    },
  );
  const local = ['http://127.0.0.1:*', 'http://localhost:*'];
  test.each(['http://127.0.0.1:5173', 'http://localhost', 'http://127.0.0.1'])('origin %s is', (origin) => {
    expect(isAllowedOrigin(origin, local)).toBe(true);
  });
  test.each([
    'null',
    'https://127.0.0.1',
    'http://evil.example',
    'http://127.0.0.1.evil.example:80',
    'http://x@localhost',
  ])('origin %s is not', (origin) => {
    expect(isAllowedOrigin(origin, local)).toBe(false);
    expect(isAllowedOrigin('https://a.example', ['https://a.example'])).toBe(true);
  });
});
