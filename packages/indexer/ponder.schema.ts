// The tables that the chain is read into. Everything here follows from events alone, so a table can be made anew at any
// time, and a reorganisation of the chain takes back what its blocks had written.
//
// Ids are those of the contracts. Amounts are in wei, levels in hashes per second, times in seconds since 1970. A right
// or an order that has run out keeps its row: nothing happens on chain when a second passes, so readers compare
// `expiresAt` and `until` with the time (of the latest block, where it has to be the chain's).
import { index, onchainTable, primaryKey, relations } from 'ponder';

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

/** The shares in all income of a resource (RID); its id is that of the resource. */
export const revenueRight = onchainTable('revenue_right', (t) => ({
  resourceId: t.bigint().primaryKey(),
  totalShares: t.bigint().notNull(),
  /** What one share has earned in all. */
  incomePerShareWei: t.bigint().notNull().default(0n),
  /** What waits for the next payment: less than one wei for each share. */
  remainderWei: t.bigint().notNull().default(0n),
  totalIncomeWei: t.bigint().notNull().default(0n),
  settledWei: t.bigint().notNull().default(0n),
  /** Whether its resource still exists. */
  valid: t.boolean().notNull().default(true),
  holders: t.integer().notNull().default(0),
  createdAt: t.bigint().notNull(),
  block: t.bigint().notNull(),
  tx: t.hex().notNull(),
}));

/**
 * Who holds how much of a revenue right. What it has earned and not settled is
 * `accruedWei + shares * (revenueRight.incomePerShareWei - seenPerShareWei)`.
 */
export const shareholding = onchainTable(
  'shareholding',
  (t) => ({
    resourceId: t.bigint().notNull(),
    holder: t.hex().notNull(),
    shares: t.bigint().notNull().default(0n),
    /** Earned and not settled, up to when a share had earned `seenPerShareWei`. */
    accruedWei: t.bigint().notNull().default(0n),
    seenPerShareWei: t.bigint().notNull().default(0n),
    settledWei: t.bigint().notNull().default(0n),
    since: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.resourceId, table.holder] }),
    holderIndex: index().on(table.holder),
  }),
);

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

/** Income that came to a resource. */
export const incomeReceipt = onchainTable(
  'income_receipt',
  (t) => ({
    id: t.text().primaryKey(),
    resourceId: t.bigint().notNull(),
    /** The contract that brought it: the market for use rights, the broker for deals, the quorum for its seats. */
    payer: t.hex().notNull(),
    source: t.text().$type<'market' | 'broker' | 'quorum' | 'other'>().notNull(),
    amountWei: t.bigint().notNull(),
    incomePerShareWei: t.bigint().notNull(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ resourceIndex: index().on(table.resourceId), timeIndex: index().on(table.time) }),
);

/** What a holder was paid of its earnings. */
export const settlement = onchainTable(
  'settlement',
  (t) => ({
    id: t.text().primaryKey(),
    resourceId: t.bigint().notNull(),
    holder: t.hex().notNull(),
    amountWei: t.bigint().notNull(),
    /** What the holder had of all shares then. */
    shares: t.bigint().notNull(),
    totalShares: t.bigint().notNull(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    resourceIndex: index().on(table.resourceId),
    holderIndex: index().on(table.holder),
    timeIndex: index().on(table.time),
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

/** A deal about computing. */
export const deal = onchainTable(
  'deal',
  (t) => ({
    id: t.hex().primaryKey(),
    status: t
      .text()
      .$type<
        | 'pending'
        | 'waitingForResolution'
        | 'needsResolution'
        | 'resolving'
        | 'softResolution'
        | 'firmResolution'
        | 'finalized'
        | 'cancelled'
      >()
      .notNull(),
    requester: t.hex().notNull(),
    provider: t.hex().notNull(),
    /** The resource that computes; zero: none. */
    resourceId: t.bigint().notNull(),
    jobHash: t.hex().notNull(),
    priceWeiPerGwu: t.bigint().notNull(),
    maxWork: t.bigint().notNull(),
    stakeWei: t.bigint().notNull(),
    depositWei: t.bigint().notNull(),
    bountyWei: t.bigint().notNull(),
    answerDeadlineBlock: t.bigint().notNull(),
    windowBlocks: t.bigint().notNull(),
    policy: t.integer().notNull(),
    /** Of the answer; null: none yet. */
    root: t.hex(),
    work: t.bigint(),
    answeredBlock: t.bigint(),
    /** Null unless the provider was paid. */
    paymentWei: t.bigint(),
    /** Who refuted the answer; null: nobody. Such a deal ends finalised, without a payment. */
    refutedBy: t.hex(),
    /** By what: the last step of a game or its clock, a leaf of a task that is not the job's, or two leaves of one task. */
    refutation: t.text().$type<'game' | 'wrongTask' | 'duplicate'>(),
    /** What the refuted deal brought who refuted it, and its requester besides the escrow; null: it was not repaid. */
    rewardWei: t.bigint(),
    compensationWei: t.bigint(),
    /** Games about its answer: all of them, and those that are open. */
    games: t.integer().notNull().default(0),
    openGames: t.integer().notNull().default(0),
    /** Cancelled: whether because nobody answered in time. */
    expired: t.boolean().notNull().default(false),
    /** A third party who finalised or expired it, and what it got. */
    keeper: t.hex(),
    keeperWei: t.bigint(),
    openedAt: t.bigint().notNull(),
    endedAt: t.bigint(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
    endedTx: t.hex(),
  }),
  (table) => ({
    requesterIndex: index().on(table.requester),
    providerIndex: index().on(table.provider),
    resourceIndex: index().on(table.resourceId),
    statusIndex: index().on(table.status),
    jobIndex: index().on(table.jobHash),
  }),
);

/** A game about a deal's answer, between its provider and one challenger. */
export const game = onchainTable(
  'game',
  (t) => ({
    /** Orders by block, then by place in it. */
    id: t.text().primaryKey(),
    dealId: t.hex().notNull(),
    challenger: t.hex().notNull(),
    provider: t.hex().notNull(),
    /** What is next; of a game that has ended, what would have been. */
    stage: t.text().$type<'demanded' | 'revealed' | 'providerTurn' | 'challengerTurn'>().notNull(),
    /** Null: it is open. */
    end: t.text().$type<'providerWon' | 'challengerWon' | 'closed'>(),
    /** How often a segment was picked. */
    moves: t.integer().notNull().default(0),
    /** How many moves are to follow until a segment is one step; null: nothing was claimed yet. */
    roundsLeft: t.integer(),
    bondWei: t.bigint().notNull(),
    /** What the provider got of the bond; the rest went back. Null: it is open. */
    providerWei: t.bigint(),
    windowBlocks: t.bigint().notNull(),
    /** What was left on the clocks as the present turn began, in blocks. */
    challengerBlocksLeft: t.bigint().notNull(),
    providerBlocksLeft: t.bigint().notNull(),
    /** The block in which who has the turn loses by its clock. */
    deadlineBlock: t.bigint().notNull(),
    /** The place of the leaf that was demanded; null: it was challenged at once. */
    position: t.bigint(),
    /** Of the leaf that it is about, as the answer has it; null: it was not shown yet. */
    taskIndex: t.bigint(),
    taskHash: t.hex(),
    openedAt: t.bigint().notNull(),
    /** The latest block in which something happened in it. */
    lastBlock: t.bigint().notNull(),
    endedAt: t.bigint(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
    endedTx: t.hex(),
  }),
  (table) => ({
    dealIndex: index().on(table.dealId, table.challenger),
    challengerIndex: index().on(table.challenger),
    providerIndex: index().on(table.provider),
    endIndex: index().on(table.end),
  }),
);

/** Several providers that compute the same, and are paid where enough of them agree. */
export const quorum = onchainTable(
  'quorum',
  (t) => ({
    id: t.hex().primaryKey(),
    status: t.text().$type<'open' | 'finalized' | 'cancelled' | 'expired'>().notNull(),
    requester: t.hex().notNull(),
    jobHash: t.hex().notNull(),
    kind: t.text().$type<'compute' | 'dataset' | 'transfer'>().notNull(),
    /** The most work that is paid, to each provider. */
    maxWork: t.bigint().notNull(),
    /** The first block in which nothing can be contributed any more, and the one in which nothing can be revealed. */
    contributeDeadlineBlock: t.bigint().notNull(),
    revealDeadlineBlock: t.bigint().notNull(),
    trust: t.integer().notNull(),
    minAgreeing: t.integer().notNull(),
    /** In the order of the seats. */
    providers: t.hex().array().notNull(),
    contributions: t.integer().notNull().default(0),
    /** Of the result that was agreed on and revealed; null: none. */
    root: t.hex(),
    work: t.bigint(),
    openedAt: t.bigint().notNull(),
    endedAt: t.bigint(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
    endedTx: t.hex(),
  }),
  (table) => ({
    requesterIndex: index().on(table.requester),
    statusIndex: index().on(table.status),
    jobIndex: index().on(table.jobHash),
  }),
);

/** One provider of a quorum: what it agreed to, what it contributed, and whether it was right. */
export const quorumSeat = onchainTable(
  'quorum_seat',
  (t) => ({
    quorumId: t.hex().notNull(),
    provider: t.hex().notNull(),
    /** From 0. */
    seat: t.integer().notNull(),
    /** The resource that computes; zero: none. */
    resourceId: t.bigint().notNull(),
    priceWeiPerGwu: t.bigint().notNull(),
    stakeWei: t.bigint().notNull(),
    /** Null: nothing was contributed. */
    resultHash: t.hex(),
    seal: t.hex(),
    /** What the vote weighed. */
    weight: t.bigint(),
    contributedBlock: t.bigint(),
    /** Wrong also: withheld a result that it had agreed on. Null: neither, or not known yet. */
    verdict: t.text().$type<'right' | 'wrong'>(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.quorumId, table.provider] }),
    providerIndex: index().on(table.provider),
  }),
);

/** The vertical market of an algorithm that has an implementation on chain. */
export const executionMarket = onchainTable('execution_market', (t) => ({
  factory: t.hex().primaryKey(),
  /** How many runs were requested. */
  requests: t.integer().notNull().default(0),
  openedAt: t.bigint().notNull(),
  block: t.bigint().notNull(),
  tx: t.hex().notNull(),
}));

/** A requested run of such an algorithm. */
export const execution = onchainTable(
  'execution',
  (t) => ({
    id: t.hex().primaryKey(),
    status: t
      .text()
      .$type<
        | 'pending'
        | 'waitingForResolution'
        | 'needsResolution'
        | 'resolving'
        | 'softResolution'
        | 'firmResolution'
        | 'finalized'
        | 'cancelled'
      >()
      .notNull(),
    requester: t.hex().notNull(),
    factory: t.hex().notNull(),
    /** Who alone may answer; null: anyone. */
    provider: t.hex(),
    inputsHash: t.hex().notNull(),
    paymentWei: t.bigint().notNull(),
    depositWei: t.bigint().notNull(),
    /** What those who take a dispute on get per unit of gas. */
    gasPriceWei: t.bigint().notNull(),
    answerDeadlineBlock: t.bigint().notNull(),
    windowBlocks: t.bigint().notNull(),
    /** Steps that a run takes at most. */
    maxSteps: t.bigint().notNull(),
    /** Null: nobody has answered. */
    answerer: t.hex(),
    resultHash: t.hex(),
    answeredBlock: t.bigint(),
    /** Null: nobody has challenged the answer. */
    challenger: t.hex(),
    challengerResultHash: t.hex(),
    /** The run on chain; null: none. */
    executable: t.hex(),
    /** Steps that it has taken. */
    steps: t.bigint().notNull().default(0n),
    /** What the dispute has cost. */
    gasPaidWei: t.bigint().notNull().default(0n),
    /** What the run gave; null: it has not ended, or was abandoned. */
    computedHash: t.hex(),
    abandoned: t.boolean().notNull().default(false),
    /** Who was paid; null: nobody. */
    winner: t.hex(),
    paidWei: t.bigint(),
    openedAt: t.bigint().notNull(),
    endedAt: t.bigint(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
    endedTx: t.hex(),
  }),
  (table) => ({
    requesterIndex: index().on(table.requester),
    answererIndex: index().on(table.answerer),
    factoryIndex: index().on(table.factory),
    statusIndex: index().on(table.status),
  }),
);

/** One prize for many small amounts that were due: one of those who take part gets it, each with the chance of its part. */
export const lottery = onchainTable(
  'lottery',
  (t) => ({
    /** The EIP-712 digest of its terms, which is its name. */
    hash: t.hex().primaryKey(),
    payer: t.hex().notNull(),
    /** The payer's number for it: the lane in bits 0..15, and above them one that grows with each lottery of the lane. */
    lotteryId: t.bigint().notNull(),
    /** Of those of its payer, one is open in each lane at a time. */
    lane: t.integer().notNull(),
    /** The prize. */
    valueWei: t.bigint().notNull(),
    /** The block whose hash draws. */
    drawBlock: t.bigint().notNull(),
    /** For so many blocks after the draw all of the prize is the winner's; later who shows its ticket gets a bounty. */
    claimBlocks: t.integer().notNull(),
    /** Of all tickets together. */
    weight: t.bigint().notNull(),
    /** The root of the tree of all who take part, as the contract has it: 24 bytes of a hash, and 8 of the weight. */
    rootHash: t.hex().notNull(),
    /** Paid: the winner was. Expired: nobody showed its ticket while the chain knew the draw, and the treasury got the prize. */
    status: t.text().$type<'open' | 'paid' | 'expired'>().notNull().default('open'),
    /** Null unless it was paid. */
    winner: t.hex(),
    /** What of the prize went to whoever showed the winner's ticket after the winner's time; null unless it was paid. */
    bountyWei: t.bigint(),
    openedBlock: t.bigint().notNull(),
    openedAt: t.bigint().notNull(),
    openedTx: t.hex().notNull(),
    endedBlock: t.bigint(),
    endedAt: t.bigint(),
    endedTx: t.hex(),
  }),
  (table) => ({
    payerIndex: index().on(table.payer, table.lotteryId),
    winnerIndex: index().on(table.winner),
    statusIndex: index().on(table.status, table.drawBlock),
    openedIndex: index().on(table.openedBlock),
  }),
);

/** Many payments that the Bank made at once. */
export const batchPayout = onchainTable(
  'batch_payout',
  (t) => ({
    /** The payer and the number, as `0x…-7`. */
    id: t.text().primaryKey(),
    payer: t.hex().notNull(),
    /** The payer's batches are numbered from 0, without a gap. */
    number: t.bigint().notNull(),
    /** How many payments it has; an account that comes twice counts twice. Zero: it only used up its number. */
    payees: t.integer().notNull(),
    totalWei: t.bigint().notNull(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ payerIndex: index().on(table.payer, table.number), timeIndex: index().on(table.time) }),
);

/** What one payee got in such a batch. */
export const batchPayment = onchainTable(
  'batch_payment',
  (t) => ({
    /** Orders by block, then by place in it and in the batch. */
    id: t.text().primaryKey(),
    /** Of `batchPayout`. */
    batchId: t.text().notNull(),
    payer: t.hex().notNull(),
    /** May be the payer itself. */
    payee: t.hex().notNull(),
    amountWei: t.bigint().notNull(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
  }),
  (table) => ({ batchIndex: index().on(table.batchId), payeeIndex: index().on(table.payee, table.id) }),
);

/** A deposit that a payer locked for one payee, who is paid out of it by vouchers, or as time passes. */
export const creditLine = onchainTable(
  'credit_line',
  (t) => ({
    id: t.hex().primaryKey(),
    payer: t.hex().notNull(),
    payee: t.hex().notNull(),
    /** What is metered: 10^9 instructions, hours of each machine, hours; timed: nothing, the deposit becomes due evenly. */
    unit: t.text().$type<'gwu' | 'nodeHour' | 'hour' | 'timed'>().notNull(),
    /** Wei per Gwu or per hour; zero where it is timed. */
    priceWeiPerUnit: t.bigint().notNull(),
    /** All that was deposited, when it was opened and later. It stays as it was when the line is closed. */
    depositWei: t.bigint().notNull(),
    /** What of it was paid. */
    redeemedWei: t.bigint().notNull().default(0n),
    /** That of the highest voucher redeemed: instructions or milliseconds since the opening; zero where it is timed. */
    redeemedQuantity: t.bigint().notNull().default(0n),
    startsAt: t.bigint().notNull(),
    /** Until when the payee serves. */
    expiresAt: t.bigint().notNull(),
    graceSeconds: t.bigint().notNull(),
    /** From this second on nothing can be redeemed, and anybody can close it: `expiresAt` and the grace; timed: `expiresAt`. */
    endsAt: t.bigint().notNull(),
    nonce: t.bigint().notNull(),
    /** A line that has ended is open until somebody closes it: compare `endsAt` with the time. */
    status: t.text().$type<'open' | 'closed'>().notNull().default('open'),
    /** What went back to the payer; null: it is open. */
    refundWei: t.bigint(),
    openedBlock: t.bigint().notNull(),
    openedAt: t.bigint().notNull(),
    openedTx: t.hex().notNull(),
    closedBlock: t.bigint(),
    closedAt: t.bigint(),
    closedTx: t.hex(),
  }),
  (table) => ({
    payerIndex: index().on(table.payer),
    payeeIndex: index().on(table.payee),
    statusIndex: index().on(table.status, table.endsAt),
    openedIndex: index().on(table.openedBlock),
  }),
);

/** What a payee was paid out of a line of credit. */
export const creditPayment = onchainTable(
  'credit_payment',
  (t) => ({
    /** Orders by block, then by place in it. */
    id: t.text().primaryKey(),
    /** Of `creditLine`. */
    lineId: t.hex().notNull(),
    payer: t.hex().notNull(),
    payee: t.hex().notNull(),
    /** The voucher's: all since the line was opened; zero where it is timed. */
    quantity: t.bigint().notNull(),
    /** With this payment alone. */
    paidWei: t.bigint().notNull(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    lineIndex: index().on(table.lineId),
    payerIndex: index().on(table.payer),
    payeeIndex: index().on(table.payee),
  }),
);

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

/** A compute proof, with the terms that hold for it. */
export const computeProof = onchainTable(
  'compute_proof',
  (t) => ({
    id: t.bigint().primaryKey(),
    stage: t.text().$type<'issued' | 'committed' | 'passed' | 'expired'>().notNull(),
    prover: t.hex().notNull(),
    useRightId: t.bigint().notNull(),
    resourceId: t.bigint().notNull(),
    /** The type that the resource claims to be of. */
    typeId: t.integer().notNull(),
    typeName: t.text().notNull(),
    model: t.text().notNull(),
    count: t.integer().notNull(),
    termsVersion: t.integer().notNull(),
    leafCountLog2: t.integer().notNull(),
    samples: t.integer().notNull(),
    hashesPerLeaf: t.bigint().notNull(),
    timeLimitSeconds: t.bigint().notNull(),
    minHashesPerSecond: t.bigint().notNull(),
    maxHashesPerSecond: t.bigint().notNull(),
    issuedBlock: t.bigint().notNull(),
    issuedAt: t.bigint().notNull(),
    /** Null: not committed. */
    seed: t.hex(),
    root: t.hex(),
    committedBlock: t.bigint(),
    committedAt: t.bigint(),
    endedAt: t.bigint(),
    /** Null: not passed. */
    hashesPerSecond: t.bigint(),
    elapsedSeconds: t.bigint(),
    range: t.text().$type<'unknown' | 'below' | 'within' | 'above'>().notNull().default('unknown'),
    /** Passed: 0 for at most 1 s, 1 for at most 60 s, 2 for at most 600 s, 3 for longer. */
    bucket: t.integer(),
    /** Whether it was the best of its resource when it passed. */
    best: t.boolean().notNull().default(false),
    /** Names of the types in whose range the level lay when it passed; an H100 that proves a GTX_1050 shows here. */
    matchingTypes: t.text().array().notNull(),
    issuedTx: t.hex().notNull(),
    committedTx: t.hex(),
    endedTx: t.hex(),
  }),
  (table) => ({
    resourceIndex: index().on(table.resourceId),
    useRightIndex: index().on(table.useRightId),
    proverIndex: index().on(table.prover),
    stageIndex: index().on(table.stage),
    typeIndex: index().on(table.typeId, table.hashesPerSecond),
  }),
);

/** The best proof of each resource that passed one. */
export const ranking = onchainTable(
  'ranking',
  (t) => ({
    resourceId: t.bigint().primaryKey(),
    typeId: t.integer().notNull(),
    typeName: t.text().notNull(),
    model: t.text().notNull(),
    count: t.integer().notNull(),
    provider: t.hex().notNull(),
    bestProofId: t.bigint().notNull(),
    bestHashesPerSecond: t.bigint().notNull(),
    bestElapsedSeconds: t.bigint().notNull(),
    bestRange: t.text().$type<'unknown' | 'below' | 'within' | 'above'>().notNull(),
    bestBucket: t.integer().notNull(),
    /** Names of the types in whose range the best level lay when it passed. */
    matchingTypes: t.text().array().notNull(),
    /** How many of its proofs passed. */
    passed: t.integer().notNull(),
    provedAt: t.bigint().notNull(),
    updatedAt: t.bigint().notNull(),
  }),
  (table) => ({ typeIndex: index().on(table.typeId, table.bestHashesPerSecond) }),
);

/** An account: its balances in the Bank, and the parts it plays. */
export const account = onchainTable('account', (t) => ({
  address: t.hex().primaryKey(),
  availableWei: t.bigint().notNull().default(0n),
  lockedWei: t.bigint().notNull().default(0n),
  /** Set aside for withdrawal, payable from `unlockAt` on. */
  pendingWei: t.bigint().notNull().default(0n),
  unlockAt: t.bigint(),
  /** Which modules of the Bank may move its balances: bit i = module i. */
  consentModules: t.bigint().notNull().default(0n),
  /** Has registered hardware. */
  isProvider: t.boolean().notNull().default(false),
  /** Has bought a use right. */
  isUser: t.boolean().notNull().default(false),
  /** Has held shares in income. */
  isHolder: t.boolean().notNull().default(false),
  /** Has opened a deal or a quorum, or requested a run. */
  isRequester: t.boolean().notNull().default(false),
  /** Is where fees go now. */
  isTreasury: t.boolean().notNull().default(false),
  /** The name of the market's contract that this is; null: none. */
  contract: t.text(),
  changes: t.integer().notNull().default(0),
  updatedAt: t.bigint().notNull(),
  updatedBlock: t.bigint().notNull(),
}));

/** A change of an account's balances in the Bank. */
export const accountChange = onchainTable(
  'account_change',
  (t) => ({
    /** Orders by block, then by place in it. */
    id: t.text().primaryKey(),
    account: t.hex().notNull(),
    /** What the account's funds (available, locked and pending together) changed by. */
    deltaWei: t.bigint().notNull(),
    /** Of `deltaWei`; null: it only moved between available, locked and pending. */
    direction: t.text().$type<'↑' | '↓'>(),
    availableDeltaWei: t.bigint().notNull(),
    lockedDeltaWei: t.bigint().notNull(),
    pendingDeltaWei: t.bigint().notNull(),
    /** Afterwards. */
    availableWei: t.bigint().notNull(),
    lockedWei: t.bigint().notNull(),
    pendingWei: t.bigint().notNull(),
    cause: t
      .text()
      .$type<
        | 'deposited'
        | 'relayFeeEarned'
        | 'withdrawalRequested'
        | 'withdrawalCancelled'
        | 'withdrawn'
        | 'skimmed'
        | 'batchPaid'
        | 'useRightSold'
        | 'useRightRenewed'
        | 'sharesSold'
        | 'incomeSettled'
        | 'dealOpened'
        | 'dealAnswered'
        | 'dealFinalized'
        | 'dealExpired'
        | 'dealCancelled'
        | 'dealRepaid'
        | 'gameOpened'
        | 'gameEnded'
        | 'quorumOpened'
        | 'quorumFinalized'
        | 'quorumExpired'
        | 'quorumCancelled'
        | 'executionRequested'
        | 'executionAnswered'
        | 'executionChallenged'
        | 'executionGasPaid'
        | 'executionFinalized'
        | 'executionExpired'
        | 'lotteryOpened'
        | 'lotteryPaid'
        | 'lotteryExpired'
        | 'creditOpened'
        | 'creditToppedUp'
        | 'creditRedeemed'
        | 'creditClosed'
        | 'supplyPublished'
        | 'demandPublished'
        | 'statementReleased'
        | 'posted'
      >()
      .notNull(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ accountIndex: index().on(table.account, table.id), timeIndex: index().on(table.time) }),
);

/** What an account has of the token itself, outside of the Bank, and how it votes with it. */
export const tokenBalance = onchainTable(
  'token_balance',
  (t) => ({
    address: t.hex().primaryKey(),
    balanceWei: t.bigint().notNull().default(0n),
    /** To whom it delegated its votes; null: nobody, so its tokens do not vote. */
    delegate: t.hex(),
    /** What was delegated to it. */
    votesWei: t.bigint().notNull().default(0n),
    updatedAt: t.bigint().notNull(),
  }),
  (table) => ({ votesIndex: index().on(table.votesWei), delegateIndex: index().on(table.delegate) }),
);

/** A proposal to the DAO. Which state it is in follows from this and the number of the latest block. */
export const proposal = onchainTable(
  'proposal',
  (t) => ({
    id: t.bigint().primaryKey(),
    proposer: t.hex().notNull(),
    description: t.text().notNull(),
    targets: t.hex().array().notNull(),
    valuesWei: t.bigint().array().notNull(),
    calldatas: t.hex().array().notNull(),
    /** Votes count as they stood in this block; voting begins in the one after. */
    snapshotBlock: t.bigint().notNull(),
    /** The last block in which one can vote. */
    deadlineBlock: t.bigint().notNull(),
    /** Queued: from which second on it can be executed. */
    etaSeconds: t.bigint(),
    forWei: t.bigint().notNull().default(0n),
    againstWei: t.bigint().notNull().default(0n),
    abstainWei: t.bigint().notNull().default(0n),
    /** What votes for and abstaining have to reach together. */
    quorumWei: t.bigint().notNull(),
    queued: t.boolean().notNull().default(false),
    executed: t.boolean().notNull().default(false),
    canceled: t.boolean().notNull().default(false),
    createdAt: t.bigint().notNull(),
    queuedAt: t.bigint(),
    executedAt: t.bigint(),
    canceledAt: t.bigint(),
    block: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ proposerIndex: index().on(table.proposer), blockIndex: index().on(table.block) }),
);

/** A vote on a proposal. */
export const vote = onchainTable(
  'vote',
  (t) => ({
    proposalId: t.bigint().notNull(),
    voter: t.hex().notNull(),
    support: t.text().$type<'against' | 'for' | 'abstain'>().notNull(),
    weightWei: t.bigint().notNull(),
    reason: t.text().notNull(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.proposalId, table.voter] }), voterIndex: index().on(table.voter) }),
);

/** What rules the DAO's votes; one row, id 1. */
export const governorSettings = onchainTable('governor_settings', (t) => ({
  id: t.integer().primaryKey(),
  votingDelayBlocks: t.bigint().notNull().default(0n),
  votingPeriodBlocks: t.bigint().notNull().default(0n),
  proposalThresholdWei: t.bigint().notNull().default(0n),
  /** In hundredths of all tokens. */
  quorumPercent: t.bigint().notNull().default(0n),
  timelockDelaySeconds: t.bigint().notNull().default(0n),
  /** All tokens there are. */
  supplyWei: t.bigint().notNull().default(0n),
  updatedAt: t.bigint().notNull(),
}));

/** Who has which role now. */
export const roleMember = onchainTable(
  'role_member',
  (t) => ({
    /** The contract that keeps the role. */
    source: t.text().$type<'accessManager' | 'timelock'>().notNull(),
    /** Access manager: a decimal number, 0 for its admin. Timelock: a hash. */
    role: t.text().notNull(),
    account: t.hex().notNull(),
    /** Seconds that what the member does is delayed by. */
    delaySeconds: t.bigint().notNull().default(0n),
    /** From which second on it is a member. */
    since: t.bigint().notNull(),
    grantedAt: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.source, table.role, table.account] }),
    accountIndex: index().on(table.account),
  }),
);

/** What is known of a role besides its members. */
export const role = onchainTable(
  'role',
  (t) => ({
    source: t.text().$type<'accessManager' | 'timelock'>().notNull(),
    role: t.text().notNull(),
    label: t.text(),
    /** The role whose members grant and revoke it. */
    admin: t.text(),
    /** The role whose members can cancel what its members scheduled. */
    guardian: t.text(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.source, table.role] }) }),
);

/** Every change of roles, and of what they may do. */
export const roleChange = onchainTable(
  'role_change',
  (t) => ({
    id: t.text().primaryKey(),
    source: t.text().$type<'accessManager' | 'timelock'>().notNull(),
    kind: t
      .text()
      .$type<
        'granted' | 'revoked' | 'labelled' | 'adminChanged' | 'guardianChanged' | 'functionAssigned' | 'targetClosed'
      >()
      .notNull(),
    role: t.text(),
    account: t.hex(),
    /** The contract whose function was assigned, or that was closed or opened. */
    target: t.hex(),
    selector: t.hex(),
    /** The label; the admin or guardian role; whether the target is closed. */
    value: t.text(),
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ timeIndex: index().on(table.time), accountIndex: index().on(table.account) }),
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

/** Every version of the code that a contract of the market has had. */
export const upgrade = onchainTable('upgrade', (t) => ({
  id: t.text().primaryKey(),
  /** The contract's name in the deployment, such as `market`. */
  contract: t.text().notNull(),
  address: t.hex().notNull(),
  implementation: t.hex().notNull(),
  block: t.bigint().notNull(),
  time: t.bigint().notNull(),
  tx: t.hex().notNull(),
}));

/** Sums over the whole market; one row, id 1. */
export const marketStats = onchainTable('market_stats', (t) => ({
  id: t.integer().primaryKey(),
  hardware: t.integer().notNull().default(0),
  /** Not dissolved. */
  resources: t.integer().notNull().default(0),
  useRights: t.integer().notNull().default(0),
  sales: t.integer().notNull().default(0),
  salesWei: t.bigint().notNull().default(0n),
  renewals: t.integer().notNull().default(0),
  renewalsWei: t.bigint().notNull().default(0n),
  sharesSales: t.integer().notNull().default(0),
  sharesSalesWei: t.bigint().notNull().default(0n),
  feesWei: t.bigint().notNull().default(0n),
  incomeWei: t.bigint().notNull().default(0n),
  settledWei: t.bigint().notNull().default(0n),
  deals: t.integer().notNull().default(0),
  dealsPaidWei: t.bigint().notNull().default(0n),
  /** Deals whose answer was refuted. */
  dealsRefuted: t.integer().notNull().default(0),
  games: t.integer().notNull().default(0),
  quorums: t.integer().notNull().default(0),
  executions: t.integer().notNull().default(0),
  proofs: t.integer().notNull().default(0),
  proofsPassed: t.integer().notNull().default(0),
  proposals: t.integer().notNull().default(0),
  /** Now. */
  feeBasisPoints: t.integer().notNull().default(0),
  treasury: t.hex(),
}));

export const resourceTypeRelations = relations(resourceType, ({ many }) => ({
  terms: many(resourceTypeTerms),
  resources: many(resource),
  rankings: many(ranking),
  priceTerms: many(priceTerms),
  priceStatements: many(priceStatement),
}));
export const resourceTypeTermsRelations = relations(resourceTypeTerms, ({ one }) => ({
  type: one(resourceType, { fields: [resourceTypeTerms.typeId], references: [resourceType.id] }),
}));
export const hardwareRelations = relations(hardware, ({ one }) => ({
  type: one(resourceType, { fields: [hardware.typeId], references: [resourceType.id] }),
  resource: one(resource, { fields: [hardware.resourceId], references: [resource.id] }),
}));
export const resourceRelations = relations(resource, ({ one, many }) => ({
  type: one(resourceType, { fields: [resource.typeId], references: [resourceType.id] }),
  hardware: many(hardware),
  useRights: many(useRight),
  revenueRight: one(revenueRight, { fields: [resource.id], references: [revenueRight.resourceId] }),
  ranking: one(ranking, { fields: [resource.id], references: [ranking.resourceId] }),
  proofs: many(computeProof),
  deals: many(deal),
  priceStatements: many(priceStatement),
}));
export const useRightRelations = relations(useRight, ({ one, many }) => ({
  type: one(resourceType, { fields: [useRight.typeId], references: [resourceType.id] }),
  resource: one(resource, { fields: [useRight.resourceId], references: [resource.id] }),
  listing: one(listing, { fields: [useRight.id], references: [listing.useRightId] }),
  renewalOffer: one(renewalOffer, { fields: [useRight.id], references: [renewalOffer.useRightId] }),
  renewalMandate: one(renewalMandate, { fields: [useRight.id], references: [renewalMandate.useRightId] }),
  events: many(useRightEvent),
  proofs: many(computeProof),
}));
export const useRightEventRelations = relations(useRightEvent, ({ one }) => ({
  useRight: one(useRight, { fields: [useRightEvent.useRightId], references: [useRight.id] }),
}));
export const listingRelations = relations(listing, ({ one }) => ({
  useRight: one(useRight, { fields: [listing.useRightId], references: [useRight.id] }),
  resource: one(resource, { fields: [listing.resourceId], references: [resource.id] }),
  type: one(resourceType, { fields: [listing.typeId], references: [resourceType.id] }),
}));
export const revenueRightRelations = relations(revenueRight, ({ one, many }) => ({
  resource: one(resource, { fields: [revenueRight.resourceId], references: [resource.id] }),
  shareholdings: many(shareholding),
  listings: many(sharesListing),
  receipts: many(incomeReceipt),
  settlements: many(settlement),
}));
export const shareholdingRelations = relations(shareholding, ({ one }) => ({
  revenueRight: one(revenueRight, { fields: [shareholding.resourceId], references: [revenueRight.resourceId] }),
  account: one(account, { fields: [shareholding.holder], references: [account.address] }),
}));
export const sharesListingRelations = relations(sharesListing, ({ one }) => ({
  revenueRight: one(revenueRight, { fields: [sharesListing.resourceId], references: [revenueRight.resourceId] }),
}));
export const incomeReceiptRelations = relations(incomeReceipt, ({ one }) => ({
  revenueRight: one(revenueRight, { fields: [incomeReceipt.resourceId], references: [revenueRight.resourceId] }),
}));
export const settlementRelations = relations(settlement, ({ one }) => ({
  revenueRight: one(revenueRight, { fields: [settlement.resourceId], references: [revenueRight.resourceId] }),
}));
export const renewalOfferRelations = relations(renewalOffer, ({ one }) => ({
  useRight: one(useRight, { fields: [renewalOffer.useRightId], references: [useRight.id] }),
}));
export const renewalMandateRelations = relations(renewalMandate, ({ one }) => ({
  useRight: one(useRight, { fields: [renewalMandate.useRightId], references: [useRight.id] }),
}));
export const dealRelations = relations(deal, ({ one, many }) => ({
  resource: one(resource, { fields: [deal.resourceId], references: [resource.id] }),
  disputes: many(game),
}));
export const gameRelations = relations(game, ({ one }) => ({
  deal: one(deal, { fields: [game.dealId], references: [deal.id] }),
}));
export const quorumRelations = relations(quorum, ({ many }) => ({ seats: many(quorumSeat) }));
export const quorumSeatRelations = relations(quorumSeat, ({ one }) => ({
  quorum: one(quorum, { fields: [quorumSeat.quorumId], references: [quorum.id] }),
  resource: one(resource, { fields: [quorumSeat.resourceId], references: [resource.id] }),
}));
export const executionMarketRelations = relations(executionMarket, ({ many }) => ({ executions: many(execution) }));
export const executionRelations = relations(execution, ({ one }) => ({
  market: one(executionMarket, { fields: [execution.factory], references: [executionMarket.factory] }),
}));
export const lotteryRelations = relations(lottery, ({ one }) => ({
  account: one(account, { fields: [lottery.payer], references: [account.address] }),
}));
export const batchPayoutRelations = relations(batchPayout, ({ one, many }) => ({
  account: one(account, { fields: [batchPayout.payer], references: [account.address] }),
  payments: many(batchPayment),
}));
export const batchPaymentRelations = relations(batchPayment, ({ one }) => ({
  batch: one(batchPayout, { fields: [batchPayment.batchId], references: [batchPayout.id] }),
}));
export const creditLineRelations = relations(creditLine, ({ one, many }) => ({
  account: one(account, { fields: [creditLine.payer], references: [account.address] }),
  payments: many(creditPayment),
}));
export const creditPaymentRelations = relations(creditPayment, ({ one }) => ({
  line: one(creditLine, { fields: [creditPayment.lineId], references: [creditLine.id] }),
}));
export const priceTermsRelations = relations(priceTerms, ({ one }) => ({
  type: one(resourceType, { fields: [priceTerms.typeId], references: [resourceType.id] }),
}));
export const priceStatementRelations = relations(priceStatement, ({ one }) => ({
  type: one(resourceType, { fields: [priceStatement.typeId], references: [resourceType.id] }),
  resource: one(resource, { fields: [priceStatement.resourceId], references: [resource.id] }),
}));
export const computeProofRelations = relations(computeProof, ({ one }) => ({
  type: one(resourceType, { fields: [computeProof.typeId], references: [resourceType.id] }),
  resource: one(resource, { fields: [computeProof.resourceId], references: [resource.id] }),
  useRight: one(useRight, { fields: [computeProof.useRightId], references: [useRight.id] }),
}));
export const rankingRelations = relations(ranking, ({ one }) => ({
  type: one(resourceType, { fields: [ranking.typeId], references: [resourceType.id] }),
  resource: one(resource, { fields: [ranking.resourceId], references: [resource.id] }),
  bestProof: one(computeProof, { fields: [ranking.bestProofId], references: [computeProof.id] }),
}));
export const accountRelations = relations(account, ({ one, many }) => ({
  balanceChanges: many(accountChange),
  shareholdings: many(shareholding),
  /** Those that it pays, as for batches and lines of credit. */
  lotteries: many(lottery),
  batchPayouts: many(batchPayout),
  creditLines: many(creditLine),
  token: one(tokenBalance, { fields: [account.address], references: [tokenBalance.address] }),
}));
export const accountChangeRelations = relations(accountChange, ({ one }) => ({
  owner: one(account, { fields: [accountChange.account], references: [account.address] }),
}));
export const proposalRelations = relations(proposal, ({ many }) => ({ votes: many(vote) }));
export const voteRelations = relations(vote, ({ one }) => ({
  proposal: one(proposal, { fields: [vote.proposalId], references: [proposal.id] }),
}));
