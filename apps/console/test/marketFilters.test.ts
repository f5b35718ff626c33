import { expect, test } from 'vitest';
import { type MarketFilters, parseMarketFilters } from '../src/pages/market/marketFilters.ts';

test('filters survive the way through the address', () => {
  const filters: MarketFilters = {
    type: 'GTX_1050',
    model: 'GeForce 10',
    count: 2,
    memory: 1.5,
    price: '3.25',
    hours: 12,
    proof: 'within',
    sort: 'price',
  };
  const words = new URLSearchParams(Object.entries(filters).map(([name, value]) => [name, String(value)]));
  expect(parseMarketFilters(Object.fromEntries(new URLSearchParams(words.toString())))).toEqual(filters);
});

test('what is no filter is left out', () => {
  expect(
    parseMarketFilters({
      type: ' ',
      model: 'x'.repeat(65),
      count: '-1',
      memory: 'much',
      price: '1e9',
      hours: Number.NaN,
      proof: 'yes',
      sort: 'newest',
      other: 'thing',
    }),
  ).toEqual({});
});
