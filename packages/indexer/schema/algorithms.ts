import { index, onchainTable } from 'ponder';

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
