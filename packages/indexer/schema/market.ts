import { index, onchainTable, primaryKey } from 'ponder';

/** A use right that is offered now, with all that it can be searched by. It can be bought while `expiresAt` lies ahead. */
export const listing = onchainTable(
  'listing',
  (t) => ({
    useRightId: t.bigint().primaryKey(),
    resourceId: t.bigint().notNull(),
    seller: t.hex().notNull(),
    priceWei: t.bigint().notNull(),
    /** Whether its sale is the first, and so pays the resource's income. */
    firstSale: t.boolean().notNull(),
    typeId: t.integer().notNull(),
    typeName: t.text().notNull(),
    kind: t.text().$type<'cpu' | 'gpu' | 'other'>().notNull(),
    model: t.text().notNull(),
    count: t.integer().notNull(),
    /** Memory of one device, and of all of them, in MiB. */
    memoryMib: t.integer().notNull(),
    totalMemoryMib: t.integer().notNull(),
    expiresAt: t.bigint().notNull(),
    /** The level that the resource proved last; zero: none. */
    hashesPerSecond: t.bigint().notNull(),
    /** How that compares to what the DAO expects of the type. */
    range: t.text().$type<'unknown' | 'below' | 'within' | 'above'>().notNull(),
    provedAt: t.bigint(),
    proofId: t.bigint(),
    /** Names of the types in whose range that level lies. */
    matchingTypes: t.text().array().notNull(),
    listedAt: t.bigint().notNull(),
    updatedAt: t.bigint().notNull(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    typeIndex: index().on(table.typeId, table.priceWei),
    typeNameIndex: index().on(table.typeName),
    modelIndex: index().on(table.model),
    priceIndex: index().on(table.priceWei),
    expiryIndex: index().on(table.expiresAt),
    levelIndex: index().on(table.hashesPerSecond),
    sellerIndex: index().on(table.seller),
    resourceIndex: index().on(table.resourceId),
  }),
);

/** On what terms the provider lets a use right last longer. */
export const renewalOffer = onchainTable('renewal_offer', (t) => ({
  useRightId: t.bigint().primaryKey(),
  priceWeiPerSecond: t.bigint().notNull(),
  periodSeconds: t.bigint().notNull(),
  /** The latest second to which it may be renewed. */
  until: t.bigint().notNull(),
  updatedAt: t.bigint().notNull(),
}));

/** What the present owner of a use right allows to be spent on renewing it. */
export const renewalMandate = onchainTable('renewal_mandate', (t) => ({
  useRightId: t.bigint().primaryKey(),
  owner: t.hex().notNull(),
  /** What is left to spend. */
  budgetWei: t.bigint().notNull(),
  maxPriceWeiPerSecond: t.bigint().notNull(),
  /** The latest second to which it may be renewed. */
  until: t.bigint().notNull(),
  updatedAt: t.bigint().notNull(),
}));

/** Shares that a holder offers now. They can be bought while `until` lies ahead and it holds them. */
export const sharesListing = onchainTable(
  'shares_listing',
  (t) => ({
    resourceId: t.bigint().notNull(),
    seller: t.hex().notNull(),
    shares: t.bigint().notNull(),
    priceWeiPerShare: t.bigint().notNull(),
    until: t.bigint().notNull(),
    listedAt: t.bigint().notNull(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.resourceId, table.seller] }),
    priceIndex: index().on(table.priceWeiPerShare),
  }),
);

/** A sale of shares. */
export const sharesSale = onchainTable(
  'shares_sale',
  (t) => ({
    id: t.text().primaryKey(),
    resourceId: t.bigint().notNull(),
    seller: t.hex().notNull(),
    buyer: t.hex().notNull(),
    shares: t.bigint().notNull(),
    priceWei: t.bigint().notNull(),
    feeWei: t.bigint().notNull(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ resourceIndex: index().on(table.resourceId), timeIndex: index().on(table.time) }),
);

/** Every fee that the DAO has set. */
export const feeChange = onchainTable('fee_change', (t) => ({
  id: t.text().primaryKey(),
  feeBasisPoints: t.integer().notNull(),
  treasury: t.hex().notNull(),
  block: t.bigint().notNull(),
  time: t.bigint().notNull(),
  tx: t.hex().notNull(),
}));
