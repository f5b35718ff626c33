import { onchainTable } from 'ponder';

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
