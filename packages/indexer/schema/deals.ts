import { index, onchainTable } from 'ponder';

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
