import { index, onchainTable } from 'ponder';

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
