// The tables that the chain is read into. Everything here follows from events alone, so a table can be made anew at any
// time, and a reorganisation of the chain takes back what its blocks had written.
//
// Ids are those of the contracts. Amounts are in wei, levels in hashes per second, times in seconds since 1970. A right
// or an order that has run out keeps its row: nothing happens on chain when a second passes, so readers compare
// `expiresAt` and `until` with the time (of the latest block, where it has to be the chain's).
//
// A file of `schema/` for each domain; Ponder looks for all of them here.

export * from './schema/algorithms.ts';
export * from './schema/assets.ts';
export * from './schema/dao.ts';
export * from './schema/deals.ts';
export * from './schema/disputes.ts';
export * from './schema/income.ts';
export * from './schema/market.ts';
export * from './schema/money.ts';
export * from './schema/payments.ts';
export * from './schema/prices.ts';
export * from './schema/proofs.ts';
export * from './schema/quorums.ts';
export * from './schema/relations.ts';
export * from './schema/sums.ts';
