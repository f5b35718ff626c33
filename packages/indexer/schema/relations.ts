// What belongs to what. In one file, so that no file of tables needs another.
import { relations } from 'ponder';
import { execution, executionMarket } from './algorithms.ts';
import { hardware, resource, resourceType, resourceTypeTerms, useRight, useRightEvent } from './assets.ts';
import { proposal, vote } from './dao.ts';
import { deal } from './deals.ts';
import { game } from './disputes.ts';
import { incomeReceipt, revenueRight, settlement, shareholding } from './income.ts';
import { listing, renewalMandate, renewalOffer, sharesListing } from './market.ts';
import { account, accountChange, tokenBalance } from './money.ts';
import { batchPayment, batchPayout, creditLine, creditPayment, lottery } from './payments.ts';
import { priceStatement, priceTerms } from './prices.ts';
import { computeProof, ranking } from './proofs.ts';
import { quorum, quorumSeat } from './quorums.ts';

export const resourceTypeRelations = relations(resourceType, ({ many }) => ({
  terms: many(resourceTypeTerms),
  resources: many(resource),
  rankings: many(ranking),
  priceTerms: many(priceTerms),
  priceStatements: many(priceStatement),
}));
export const resourceTypeTermsRelations = relations(resourceTypeTerms, ({ one }) => ({
  type: one(resourceType, { fields: [resourceTypeTerms.typeId], references: [resourceType.id] }),
}));
export const hardwareRelations = relations(hardware, ({ one }) => ({
  type: one(resourceType, { fields: [hardware.typeId], references: [resourceType.id] }),
  resource: one(resource, { fields: [hardware.resourceId], references: [resource.id] }),
}));
export const resourceRelations = relations(resource, ({ one, many }) => ({
  type: one(resourceType, { fields: [resource.typeId], references: [resourceType.id] }),
  hardware: many(hardware),
  useRights: many(useRight),
  revenueRight: one(revenueRight, { fields: [resource.id], references: [revenueRight.resourceId] }),
  ranking: one(ranking, { fields: [resource.id], references: [ranking.resourceId] }),
  proofs: many(computeProof),
  deals: many(deal),
  priceStatements: many(priceStatement),
}));
export const useRightRelations = relations(useRight, ({ one, many }) => ({
  type: one(resourceType, { fields: [useRight.typeId], references: [resourceType.id] }),
  resource: one(resource, { fields: [useRight.resourceId], references: [resource.id] }),
  listing: one(listing, { fields: [useRight.id], references: [listing.useRightId] }),
  renewalOffer: one(renewalOffer, { fields: [useRight.id], references: [renewalOffer.useRightId] }),
  renewalMandate: one(renewalMandate, { fields: [useRight.id], references: [renewalMandate.useRightId] }),
  events: many(useRightEvent),
  proofs: many(computeProof),
}));
export const useRightEventRelations = relations(useRightEvent, ({ one }) => ({
  useRight: one(useRight, { fields: [useRightEvent.useRightId], references: [useRight.id] }),
}));
export const listingRelations = relations(listing, ({ one }) => ({
  useRight: one(useRight, { fields: [listing.useRightId], references: [useRight.id] }),
  resource: one(resource, { fields: [listing.resourceId], references: [resource.id] }),
  type: one(resourceType, { fields: [listing.typeId], references: [resourceType.id] }),
}));
export const renewalOfferRelations = relations(renewalOffer, ({ one }) => ({
  useRight: one(useRight, { fields: [renewalOffer.useRightId], references: [useRight.id] }),
}));
export const renewalMandateRelations = relations(renewalMandate, ({ one }) => ({
  useRight: one(useRight, { fields: [renewalMandate.useRightId], references: [useRight.id] }),
}));
export const sharesListingRelations = relations(sharesListing, ({ one }) => ({
  revenueRight: one(revenueRight, { fields: [sharesListing.resourceId], references: [revenueRight.resourceId] }),
}));
export const revenueRightRelations = relations(revenueRight, ({ one, many }) => ({
  resource: one(resource, { fields: [revenueRight.resourceId], references: [resource.id] }),
  shareholdings: many(shareholding),
  listings: many(sharesListing),
  receipts: many(incomeReceipt),
  settlements: many(settlement),
}));
export const shareholdingRelations = relations(shareholding, ({ one }) => ({
  revenueRight: one(revenueRight, { fields: [shareholding.resourceId], references: [revenueRight.resourceId] }),
  account: one(account, { fields: [shareholding.holder], references: [account.address] }),
}));
export const incomeReceiptRelations = relations(incomeReceipt, ({ one }) => ({
  revenueRight: one(revenueRight, { fields: [incomeReceipt.resourceId], references: [revenueRight.resourceId] }),
}));
export const settlementRelations = relations(settlement, ({ one }) => ({
  revenueRight: one(revenueRight, { fields: [settlement.resourceId], references: [revenueRight.resourceId] }),
}));
export const dealRelations = relations(deal, ({ one, many }) => ({
  resource: one(resource, { fields: [deal.resourceId], references: [resource.id] }),
  disputes: many(game),
}));
export const gameRelations = relations(game, ({ one }) => ({
  deal: one(deal, { fields: [game.dealId], references: [deal.id] }),
}));
export const quorumRelations = relations(quorum, ({ many }) => ({ seats: many(quorumSeat) }));
export const quorumSeatRelations = relations(quorumSeat, ({ one }) => ({
  quorum: one(quorum, { fields: [quorumSeat.quorumId], references: [quorum.id] }),
  resource: one(resource, { fields: [quorumSeat.resourceId], references: [resource.id] }),
}));
export const executionMarketRelations = relations(executionMarket, ({ many }) => ({ executions: many(execution) }));
export const executionRelations = relations(execution, ({ one }) => ({
  market: one(executionMarket, { fields: [execution.factory], references: [executionMarket.factory] }),
}));
export const computeProofRelations = relations(computeProof, ({ one }) => ({
  type: one(resourceType, { fields: [computeProof.typeId], references: [resourceType.id] }),
  resource: one(resource, { fields: [computeProof.resourceId], references: [resource.id] }),
  useRight: one(useRight, { fields: [computeProof.useRightId], references: [useRight.id] }),
}));
export const rankingRelations = relations(ranking, ({ one }) => ({
  type: one(resourceType, { fields: [ranking.typeId], references: [resourceType.id] }),
  resource: one(resource, { fields: [ranking.resourceId], references: [resource.id] }),
  bestProof: one(computeProof, { fields: [ranking.bestProofId], references: [computeProof.id] }),
}));
export const lotteryRelations = relations(lottery, ({ one }) => ({
  account: one(account, { fields: [lottery.payer], references: [account.address] }),
}));
export const batchPayoutRelations = relations(batchPayout, ({ one, many }) => ({
  account: one(account, { fields: [batchPayout.payer], references: [account.address] }),
  payments: many(batchPayment),
}));
export const batchPaymentRelations = relations(batchPayment, ({ one }) => ({
  batch: one(batchPayout, { fields: [batchPayment.batchId], references: [batchPayout.id] }),
}));
export const creditLineRelations = relations(creditLine, ({ one, many }) => ({
  account: one(account, { fields: [creditLine.payer], references: [account.address] }),
  payments: many(creditPayment),
}));
export const creditPaymentRelations = relations(creditPayment, ({ one }) => ({
  line: one(creditLine, { fields: [creditPayment.lineId], references: [creditLine.id] }),
}));
export const priceTermsRelations = relations(priceTerms, ({ one }) => ({
  type: one(resourceType, { fields: [priceTerms.typeId], references: [resourceType.id] }),
}));
export const priceStatementRelations = relations(priceStatement, ({ one }) => ({
  type: one(resourceType, { fields: [priceStatement.typeId], references: [resourceType.id] }),
  resource: one(resource, { fields: [priceStatement.resourceId], references: [resource.id] }),
}));
export const accountRelations = relations(account, ({ one, many }) => ({
  balanceChanges: many(accountChange),
  shareholdings: many(shareholding),
  /** Those that it pays, as for batches and lines of credit. */
  lotteries: many(lottery),
  batchPayouts: many(batchPayout),
  creditLines: many(creditLine),
  token: one(tokenBalance, { fields: [account.address], references: [tokenBalance.address] }),
}));
export const accountChangeRelations = relations(accountChange, ({ one }) => ({
  owner: one(account, { fields: [accountChange.account], references: [account.address] }),
}));
export const proposalRelations = relations(proposal, ({ many }) => ({ votes: many(vote) }));
export const voteRelations = relations(vote, ({ one }) => ({
  proposal: one(proposal, { fields: [vote.proposalId], references: [proposal.id] }),
}));
