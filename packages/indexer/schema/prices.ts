import { index, onchainTable, primaryKey } from 'ponder';

/**
 * Every version of what the DAO says about the price of computing of a type. In an epoch holds the version with the highest
 * `fromEpoch` that is not above it. One that was replaced before it held is not here: the later one has its number.
 */
export const priceTerms = onchainTable(
  'price_terms',
  (t) => ({
    typeId: t.integer().notNull(),
    /** Counts from 1. */
    version: t.integer().notNull(),
    /** The first epoch in which it holds. */
    fromEpoch: t.integer().notNull(),
    /** The price where demand equals supply. */
    basePriceWeiPerGwu: t.bigint().notNull(),
    /** By how many wei per Gwu the price rises for each Gwu that demand exceeds supply by, times 10^9. */
    alphaE9: t.bigint('alpha_e9').notNull(),
    floorWeiPerGwu: t.bigint().notNull(),
    capWeiPerGwu: t.bigint().notNull(),
    /** The most work, in instructions per epoch, that one device can be published with. */
    maxWorkPerDevice: t.bigint().notNull(),
    /** The most of it for each hash per second that the resource has proved; zero: proofs are not asked for. */
    workPerProvenHash: t.bigint().notNull(),
    /** What is locked for each Gwu per epoch of a statement. */
    bondWeiPerGwu: t.bigint().notNull(),
    /** The part of that which is gone. */
    feeBasisPoints: t.integer().notNull(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.typeId, table.version] }) }),
);

/** Supply or demand that somebody published. The price of an epoch follows from the sums of the one before. */
export const priceStatement = onchainTable(
  'price_statement',
  (t) => ({
    id: t.bigint().primaryKey(),
    kind: t.text().$type<'supply' | 'demand'>().notNull(),
    account: t.hex().notNull(),
    typeId: t.integer().notNull(),
    typeName: t.text().notNull(),
    /** The resource that supplies; null: it is demand. */
    resourceId: t.bigint(),
    /** Instructions. */
    workPerEpoch: t.bigint().notNull(),
    fromEpoch: t.integer().notNull(),
    /** The first epoch for which it does not hold any more. Its bond can be released in the one after that. */
    untilEpoch: t.integer().notNull(),
    /** Locked until it is released. */
    bondWei: t.bigint().notNull(),
    /** Paid to the treasury. */
    feeWei: t.bigint().notNull(),
    /** Null: its bond is locked. */
    releasedAt: t.bigint(),
    releasedTx: t.hex(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    accountIndex: index().on(table.account),
    typeIndex: index().on(table.typeId, table.untilEpoch),
    resourceIndex: index().on(table.resourceId),
  }),
);
