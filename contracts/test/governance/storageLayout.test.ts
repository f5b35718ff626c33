import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findIncompatibilities } from '../../scripts/internal/findIncompatibilities.ts';
import type { StorageLayout, StorageMember } from '../../scripts/internal/StorageLayout.ts';

const member = (name: string, type: string, slot: number, offset = 0, bytes = 32): StorageMember => ({
  name,
  type,
  slot,
  offset,
  bytes,
});
const price = member('price', 'uint96', 0, 0, 12);
const sales = member('sales', 'mapping(uint64 => struct Shop.Sale)', 1);
const sale = [member('seller', 'address', 0, 0, 20), member('at', 'uint40', 0, 20, 5)];
const layoutOf = (members: readonly StorageMember[], structs: StorageLayout['structs'] = { 'Shop.Sale': sale }) => ({
  contracts: { Shop: { 'test.storage.Shop': { slot: '0x00', members } } },
  structs,
});
const before = layoutOf([price, sales]);

describe('what an upgrade may do to the storage', () => {
  test('nothing, or append: members, members of a mapping’s struct, namespaces, contracts', () => {
    expect(findIncompatibilities(before, before)).toEqual([]);
    const after: StorageLayout = {
      contracts: {
        Shop: {
          'test.storage.Shop': { slot: '0x00', members: [price, sales, member('fee', 'uint16', 2, 0, 2)] },
          'test.storage.ShopV2': { slot: '0x10', members: [price] },
        },
        Stall: {},
      },
      structs: { 'Shop.Sale': [...sale, member('note', 'bytes32', 1)], 'Shop.Other': sale },
    };
    expect(findIncompatibilities(before, after)).toEqual([]);
  });

  test.each<[string, readonly StorageMember[]]>([
    ['a member is gone', [price]],
    ['members change places', [member('sales', sales.type, 0), member('price', 'uint96', 1, 0, 12)]],
    ['a member is inserted', [member('fee', 'uint16', 0, 0, 2), member('price', 'uint96', 0, 2, 12), sales]],
    ['a member is inserted into free bytes before another', [price, member('fee', 'uint16', 0, 12, 2), sales]],
    ['a type changes', [member('price', 'int96', 0, 0, 12), sales]],
    ['a type grows', [member('price', 'uint128', 0, 0, 16), sales]],
    ['a name changes', [member('cost', 'uint96', 0, 0, 12), sales]],
    ['a key changes', [price, member('sales', 'mapping(uint32 => struct Shop.Sale)', 1)]],
    ['a user-defined type gets another size', [member('price', 'uint96', 0, 0, 8), sales]],
  ])('not that %s', (_what, members) => {
    expect(findIncompatibilities(before, layoutOf(members))).not.toEqual([]);
  });

  test('not that a struct of a mapping changes what it has', () => {
    for (const members of [
      sale.slice(1),
      [...sale].reverse(),
      [member('seller', 'uint160', 0, 0, 20), ...sale.slice(1)],
    ]) {
      expect(findIncompatibilities(before, layoutOf([price, sales], { 'Shop.Sale': members }))).not.toEqual([]);
    }
  });

  test.each(['struct Shop.Sale[]', 'struct Shop.Sale[4]', 'mapping(uint64 => struct Shop.Sale[])', 'struct Shop.Sale'])(
    'not that a struct grows where it is stored as %s',
    (type) => {
      const members = [price, member('sales', type, 1)];
      const grown = { 'Shop.Sale': [...sale, member('note', 'bytes32', 1)] };
      expect(findIncompatibilities(layoutOf(members), layoutOf(members))).toEqual([]);
      expect(findIncompatibilities(layoutOf(members), layoutOf(members, grown))).toEqual([
        'struct Shop.Sale grew, and is stored in an array or inside another struct',
      ]);
    },
  );

  test('not that a namespace or contract is gone, or begins elsewhere', () => {
    expect(findIncompatibilities(before, { contracts: {}, structs: {} })).toEqual([
      'Shop is gone, or is not upgradeable any more',
    ]);
    expect(findIncompatibilities(before, { contracts: { Shop: {} }, structs: {} })).toEqual([
      'Shop: namespace test.storage.Shop is gone',
    ]);
    const moved = {
      contracts: { Shop: { 'test.storage.Shop': { slot: '0x01', members: [price, sales] } } },
      structs: {},
    };
    expect(findIncompatibilities(before, moved)).toEqual(['Shop: namespace test.storage.Shop moved']);
  });
});

test('the committed layout has every module, its structs, and those of what it inherits', () => {
  const committed = JSON.parse(
    readFileSync(new URL('../../snapshots/storage.json', import.meta.url), 'utf8'),
  ) as StorageLayout;
  expect(Object.keys(committed.contracts)).toEqual([
    'Broker',
    'ComputeProof',
    'Disputes',
    'ExecutionMarket',
    'Hardware',
    'Market',
    'PriceCurve',
    'Quorum',
    'Ranking',
    'Resource',
    'ResourceTypes',
    'RevenueRight',
    'UseRight',
  ]);
  expect(committed.contracts.UseRight).toMatchObject({
    // As OpenZeppelin writes it in ERC721Upgradeable.
    'openzeppelin.storage.ERC721': { slot: '0x80bb2b638cc20bc4d0a60d66940f3ab4a00c1d7b313497ca82fb0b4ab0079300' },
    'suanli.storage.UseRight': {},
  });
  expect(committed.structs['Market.Listing']).toEqual([
    member('priceWei', 'uint96', 0, 0, 12),
    member('transfers', 'uint32', 0, 12, 4),
  ]);
});
