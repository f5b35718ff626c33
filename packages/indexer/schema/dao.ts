import { index, onchainTable, primaryKey } from 'ponder';

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
