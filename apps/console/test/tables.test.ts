import { expect, test } from 'vitest';
import * as indexed from '../../../packages/indexer/ponder.schema.ts';
import type { Fields } from '../src/data/fields.ts';
import * as payments from '../src/data/paymentTables.ts';
import * as asked from '../src/data/tables.ts';

interface Column {
  readonly dataType?: string;
  readonly notNull?: boolean;
  readonly baseColumn?: Column;
}
type Table = Readonly<Record<string, Column | undefined>>;
interface Relation {
  readonly kind: 'one' | 'many';
  readonly table: Table;
  withFieldName(): Relation;
}

const schema = indexed as unknown as Readonly<Record<string, unknown>>;
const tables = new Map(
  Object.entries(schema).flatMap(([name, table]) => (name.endsWith('Relations') ? [] : [[table as Table, name]])),
);
/** What belongs to the rows of a table, by the name of its field. */
function relationsOf(table: Table): Readonly<Record<string, Relation>> {
  const found = schema[`${tables.get(table)}Relations`] as
    | { config(helpers: Record<'one' | 'many', (table: Table) => Relation>): Record<string, Relation> }
    | undefined;
  const relation = (kind: 'one' | 'many') => (other: Table) => {
    const made: Relation = { kind, table: other, withFieldName: () => made };
    return made;
  };
  return found?.config({ one: relation('one'), many: relation('many') }) ?? {};
}

const dataTypes = { text: 'string', int: 'number', bigint: 'bigint', boolean: 'boolean' } as const;

/** What of these fields the table has not, or has otherwise. */
function missing(fields: Fields, table: Table): string[] {
  const of = tables.get(table) ?? '?';
  return Object.entries(fields).flatMap(([name, kind]) => {
    if (typeof kind !== 'string') {
      const [count, inner] = 'one' in kind ? (['one', kind.one] as const) : (['many', kind.many] as const);
      const relation = relationsOf(table)[name];
      return relation?.kind === count ? missing(inner, relation.table) : [`${of}.${name} is not ${count}`];
    }
    const column = table[name];
    if (!column?.dataType) return [`${of}.${name} is not there`];
    if (!kind.endsWith('?') && !column.notNull) return [`${of}.${name} may be null`];
    const isList = kind === 'texts' || kind === 'bigints';
    const dataType = dataTypes[(isList ? kind.slice(0, -1) : kind.replace('?', '')) as keyof typeof dataTypes];
    const actual = isList && column.dataType === 'array' ? column.baseColumn : column;
    return actual?.dataType === dataType ? [] : [`${of}.${name} is ${actual?.dataType}, not ${dataType}`];
  });
}

test('what pages ask for is what the indexer has: every field, of its kind, and null only where it may be', () => {
  const all = Object.entries({ ...asked, ...payments }).map(
    ([name, fields]) => [name.replace(/Fields$/, ''), fields] as const,
  );
  expect(all.length).toBeGreaterThan(10);
  for (const [name, fields] of all) {
    const table = schema[name];
    expect(table, name).toBeDefined();
    expect(missing(fields, table as Table)).toEqual([]);
  }
});

test('and what it has not is found', () => {
  const fields: Fields = {
    ...asked.useRightFields,
    nothing: 'text',
    owner: 'text',
    count: 'bigint',
    resource: { one: { matchingTypes: 'bigints' } },
    listing: { many: {} },
  };
  expect(missing(fields, indexed.useRight as unknown as Table)).toEqual([
    'useRight.owner may be null',
    'useRight.count is number, not bigint',
    'resource.matchingTypes is string, not bigint',
    'useRight.nothing is not there',
    'useRight.listing is not many',
  ]);
});
