import type { Row } from './fields.ts';

// What the pages of payments and prices ask of the indexer's tables; see packages/indexer/ponder.schema.ts.

export const lotteryFields = {
  hash: 'text',
  payer: 'text',
  lotteryId: 'bigint',
  valueWei: 'bigint',
  drawBlock: 'bigint',
  claimBlocks: 'int',
  status: 'text',
  winner: 'text?',
  bountyWei: 'bigint?',
  openedBlock: 'bigint',
} as const;
export type LotteryRow = Row<typeof lotteryFields>;

export const batchPayoutFields = {
  id: 'text',
  number: 'bigint',
  payees: 'int',
  totalWei: 'bigint',
  time: 'bigint',
  tx: 'text',
} as const;
export type BatchPayoutRow = Row<typeof batchPayoutFields>;

export const creditLineFields = {
  id: 'text',
  payer: 'text',
  payee: 'text',
  unit: 'text',
  priceWeiPerUnit: 'bigint',
  depositWei: 'bigint',
  redeemedWei: 'bigint',
  redeemedQuantity: 'bigint',
  startsAt: 'bigint',
  expiresAt: 'bigint',
  endsAt: 'bigint',
  status: 'text',
} as const;
export type CreditLineRow = Row<typeof creditLineFields>;

export const priceStatementFields = {
  id: 'bigint',
  kind: 'text',
  account: 'text',
  typeId: 'int',
  resourceId: 'bigint?',
  workPerEpoch: 'bigint',
  fromEpoch: 'int',
  untilEpoch: 'int',
  bondWei: 'bigint',
} as const;
export type PriceStatementRow = Row<typeof priceStatementFields>;
