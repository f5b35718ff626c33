import { index, onchainTable } from 'ponder';
import type { PostingCause } from '../src/internal/postingCause.ts';

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
        | PostingCause
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
