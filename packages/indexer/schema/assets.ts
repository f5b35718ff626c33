import { index, onchainTable, primaryKey } from 'ponder';

/** A kind of hardware that the DAO lists, with the terms that hold now and what was proved of it. */
export const resourceType = onchainTable(
  'resource_type',
  (t) => ({
    id: t.integer().primaryKey(),
    name: t.text().notNull(),
    kind: t.text().$type<'cpu' | 'gpu' | 'other'>().notNull(),
    /** Memory of one device, in MiB; zero where that says nothing. */
    memoryMib: t.integer().notNull(),
    /** The version of the terms below; every version is in `resourceTypeTerms`. */
    version: t.integer().notNull(),
    /** Whether hardware of this type may be registered. */
    listed: t.boolean().notNull(),
    /** Shares that the revenue right of a resource of this type has. */
    revenueShares: t.bigint().notNull(),
    leafCountLog2: t.integer().notNull(),
    samples: t.integer().notNull(),
    hashesPerLeaf: t.bigint().notNull(),
    timeLimitSeconds: t.bigint().notNull(),
    minHashesPerSecond: t.bigint().notNull(),
    maxHashesPerSecond: t.bigint().notNull(),
    addedAt: t.bigint().notNull(),
    updatedAt: t.bigint().notNull(),
    hardwareCount: t.integer().notNull().default(0),
    /** Resources of this type that have not been dissolved. */
    resourceCount: t.integer().notNull().default(0),
    /** Passed proofs of this type by their time; each number without those before. */
    proofsWithin1s: t.integer().notNull().default(0),
    proofsWithin60s: t.integer().notNull().default(0),
    proofsWithin600s: t.integer().notNull().default(0),
    proofsLonger: t.integer().notNull().default(0),
  }),
  (table) => ({ nameIndex: index().on(table.name) }),
);

/** Every version of the terms of every type. */
export const resourceTypeTerms = onchainTable(
  'resource_type_terms',
  (t) => ({
    typeId: t.integer().notNull(),
    /** Counts from 1. */
    version: t.integer().notNull(),
    listed: t.boolean().notNull(),
    revenueShares: t.bigint().notNull(),
    leafCountLog2: t.integer().notNull(),
    samples: t.integer().notNull(),
    hashesPerLeaf: t.bigint().notNull(),
    timeLimitSeconds: t.bigint().notNull(),
    minHashesPerSecond: t.bigint().notNull(),
    maxHashesPerSecond: t.bigint().notNull(),
    setAt: t.bigint().notNull(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.typeId, table.version] }) }),
);

/** A device (HID). */
export const hardware = onchainTable(
  'hardware',
  (t) => ({
    id: t.bigint().primaryKey(),
    owner: t.hex().notNull(),
    /** Who registered it. */
    provider: t.hex().notNull(),
    typeId: t.integer().notNull(),
    typeName: t.text().notNull(),
    model: t.text().notNull(),
    fingerprint: t.hex().notNull(),
    /** The resource that it is part of; null: none. */
    resourceId: t.bigint(),
    registeredAt: t.bigint().notNull(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    ownerIndex: index().on(table.owner),
    typeIndex: index().on(table.typeId),
    resourceIndex: index().on(table.resourceId),
  }),
);

/** A virtual environment (VID), with the best that was proved of it. */
export const resource = onchainTable(
  'resource',
  (t) => ({
    id: t.bigint().primaryKey(),
    owner: t.hex().notNull(),
    /** Who created it. */
    provider: t.hex().notNull(),
    typeId: t.integer().notNull(),
    typeName: t.text().notNull(),
    kind: t.text().$type<'cpu' | 'gpu' | 'other'>().notNull(),
    model: t.text().notNull(),
    /** How many devices it has. */
    count: t.integer().notNull(),
    /** Memory of one device, in MiB. */
    memoryMib: t.integer().notNull(),
    hardwareIds: t.bigint().array().notNull(),
    /** The use right that binds it until `boundUntil`; null: none, or given back. From that second on it is free. */
    boundTo: t.bigint(),
    /** Zero where nothing bound it. */
    boundUntil: t.bigint().notNull().default(0n),
    dissolved: t.boolean().notNull().default(false),
    /** Whether its revenue right was created. */
    hasRevenueRight: t.boolean().notNull().default(false),
    bestProofId: t.bigint(),
    bestHashesPerSecond: t.bigint().notNull().default(0n),
    bestRange: t.text().$type<'unknown' | 'below' | 'within' | 'above'>().notNull().default('unknown'),
    latestProofId: t.bigint(),
    latestHashesPerSecond: t.bigint().notNull().default(0n),
    latestRange: t.text().$type<'unknown' | 'below' | 'within' | 'above'>().notNull().default('unknown'),
    latestProvedAt: t.bigint(),
    /** Names of the types in whose range the latest level lies. */
    matchingTypes: t.text().array().notNull(),
    createdAt: t.bigint().notNull(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    ownerIndex: index().on(table.owner),
    typeIndex: index().on(table.typeId),
    freeIndex: index().on(table.owner, table.boundUntil),
  }),
);

/** The right to use a resource until a given second (UID). One that was given back keeps its row, without an owner. */
export const useRight = onchainTable(
  'use_right',
  (t) => ({
    id: t.bigint().primaryKey(),
    /** Null: it was given back. */
    owner: t.hex(),
    /** Who issued it. */
    provider: t.hex().notNull(),
    resourceId: t.bigint().notNull(),
    typeId: t.integer().notNull(),
    typeName: t.text().notNull(),
    kind: t.text().$type<'cpu' | 'gpu' | 'other'>().notNull(),
    model: t.text().notNull(),
    count: t.integer().notNull(),
    memoryMib: t.integer().notNull(),
    issuedAt: t.bigint().notNull(),
    /** The first second at which it may not be used any more. */
    expiresAt: t.bigint().notNull(),
    /** Whether the market has sold it once. */
    sold: t.boolean().notNull().default(false),
    /** How often it changed hands. */
    transfers: t.integer().notNull().default(0),
    status: t.text().$type<'held' | 'listed' | 'givenBack'>().notNull().default('held'),
    /** ERC-4907: who uses it; null: it is not let. Counts until `userExpires`. */
    user: t.hex(),
    userExpires: t.bigint(),
    /** What it was last sold for; null: it was not. */
    lastPriceWei: t.bigint(),
    /** The event of its last transfer. */
    lastTransferId: t.text(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    ownerIndex: index().on(table.owner),
    resourceIndex: index().on(table.resourceId),
    expiryIndex: index().on(table.expiresAt),
  }),
);

/** What happened to a use right, in order: its order history. */
export const useRightEvent = onchainTable(
  'use_right_event',
  (t) => ({
    /** Orders by block, then by place in it. */
    id: t.text().primaryKey(),
    useRightId: t.bigint().notNull(),
    resourceId: t.bigint().notNull(),
    kind: t
      .text()
      .$type<
        | 'issued'
        | 'listed'
        | 'repriced'
        | 'delisted'
        | 'sold'
        | 'renewed'
        | 'transferred'
        | 'let'
        | 'renewalOffered'
        | 'renewalMandated'
        | 'renewalCancelled'
        | 'givenBack'
      >()
      .notNull(),
    /** Who did it, sold it or gave it away. */
    from: t.hex().notNull(),
    /** Who got or bought it, or uses it; null: nobody. */
    to: t.hex(),
    /** Of the order, the sale or the renewal; null: none. */
    priceWei: t.bigint(),
    feeWei: t.bigint(),
    /** Sales: whether the payment was income of the resource. */
    firstSale: t.boolean(),
    /** Renewals: whether it was made on a mandate. */
    automatic: t.boolean(),
    /** Issue, renewal, rental: when it then ended. */
    expiresAt: t.bigint(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    useRightIndex: index().on(table.useRightId),
    kindIndex: index().on(table.kind, table.time),
    fromIndex: index().on(table.from),
    toIndex: index().on(table.to),
  }),
);
