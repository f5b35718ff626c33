import { index, onchainTable } from 'ponder';

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
