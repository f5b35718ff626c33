import { index, onchainTable, primaryKey } from 'ponder';

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
