/**
 * What payments cost on chain, in gas of whole transactions, with base, calldata and event: measured by
 * `bench/payments/measureBatch.ts` and `suanli bench payments`, and rounded up.
 */
export const paymentGas = {
  /** A transaction that pays a batch, without its payees. */
  batchBase: 29_600n,
  /** Each payee that has a word in the Bank. */
  batchExisting: 5_720n,
  /** Each payee that has none: its word costs 17,100 more to create. */
  batchNew: 22_820n,
  /** A lottery from its opening to the payment of a winner that has a word, however many participate. */
  lotteryExisting: 105_000n,
  /** The same where the winner has none. */
  lotteryNew: 122_100n,
} as const;

/** Payees of one batch, so that even new ones stay below the 2^24 gas of a transaction (EIP-7825). */
export const maxBatchPayees = 500;

/** Participants of one lottery, by the depth of its tree. */
export const maxLotteryParticipants = 2 ** 20;
