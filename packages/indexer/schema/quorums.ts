import { index, onchainTable, primaryKey } from 'ponder';

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
