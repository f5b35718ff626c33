import { expect, test } from 'vitest';
import { many, one, readRow, selectionOf } from '../src/data/fields.ts';
import { rowsQuery } from '../src/data/useRows.ts';

const fields = {
  id: 'bigint',
  owner: 'text?',
  matchingTypes: 'texts',
  listing: one({ priceWei: 'bigint' }),
  holders: many({ shares: 'bigint' }),
} as const;

test('a question asks for the fields, and leaves out filters that are not given', () => {
  expect(selectionOf(fields)).toBe(
    '{ id owner matchingTypes listing { priceWei } holders(limit: 1000) { items { shares } } }',
  );
  expect(
    rowsQuery({
      table: 'listings',
      fields: { useRightId: 'bigint' },
      where: { priceWei_lte: 5n, typeName: undefined, model_contains_nocase: 'a"b', kind_in: ['sold', 'listed'] },
      orderBy: 'priceWei',
      descending: true,
      limit: 3,
    }),
  ).toBe(
    '{ listings(limit: 3, where: { priceWei_lte: "5", model_contains_nocase: "a\\"b", kind_in: ["sold", "listed"] }, orderBy: "priceWei", orderDirection: "desc") { totalCount items { useRightId } } }',
  );
});

test('an answer is read with numbers of 256 bits whole', () => {
  const large = (2n ** 200n).toString();
  expect(
    readRow(fields, {
      id: large,
      owner: null,
      matchingTypes: ['CPU'],
      listing: null,
      holders: { items: [{ shares: '3' }] },
    }),
  ).toEqual({ id: 2n ** 200n, owner: null, matchingTypes: ['CPU'], listing: null, holders: [{ shares: 3n }] });
});
