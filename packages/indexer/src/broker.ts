import { ponder } from 'ponder:registry';
import { type DealStatus, dealStatusName } from '@suanli/protocol';
import { deal } from '../ponder.schema.ts';
import { afterNone } from './internal/afterNone.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { setAccountPart } from './internal/touchAccount.ts';

ponder.on('Broker:DealOpened', async ({ event, context }) => {
  const { id, windowBlocks, ...terms } = event.args;
  await context.db.insert(deal).values({
    id,
    status: 'pending',
    ...terms,
    windowBlocks: BigInt(windowBlocks),
    openedAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  });
  await setAccountPart(context, event, terms.requester, 'isRequester');
  await addToMarketStats(context, { deals: 1 });
});

ponder.on('Broker:DealAnswered', async ({ event, context }) => {
  const { id, root, work } = event.args;
  await context.db
    .update(deal, { id })
    .set({ status: 'waitingForResolution', root, work, answeredBlock: event.block.number });
});

ponder.on('Broker:DealAccepted', async ({ event, context }) => {
  await context.db.update(deal, { id: event.args.id }).set({ status: 'softResolution' });
});

ponder.on('Broker:DealFinalized', async ({ event, context }) => {
  const { id, root, work, paymentWei } = event.args;
  await context.db.update(deal, { id }).set({
    status: 'finalized',
    root,
    work,
    paymentWei,
    endedAt: event.block.timestamp,
    endedTx: event.transaction.hash,
  });
  await addToMarketStats(context, { dealsPaidWei: paymentWei });
});

ponder.on('Broker:DealDisputed', async ({ event, context }) => {
  const { id, status } = event.args;
  await context.db.update(deal, { id }).set({ status: afterNone(dealStatusName(status as DealStatus)) });
});

ponder.on('Broker:DealRefuted', async ({ event, context }) => {
  const { id, challenger } = event.args;
  await context.db.update(deal, { id }).set((row) => ({
    status: 'firmResolution',
    refutedBy: challenger,
    // Without a game, Disputes has said before what is wrong.
    refutation: row.refutation ?? 'game',
  }));
  await addToMarketStats(context, { dealsRefuted: 1 });
});

ponder.on('Broker:DealRepaid', async ({ event, context }) => {
  const { id, rewardWei, compensationWei } = event.args;
  await context.db.update(deal, { id }).set({
    status: 'finalized',
    rewardWei,
    compensationWei,
    endedAt: event.block.timestamp,
    endedTx: event.transaction.hash,
  });
});

ponder.on('Broker:DealExpired', async ({ event, context }) => {
  await context.db.update(deal, { id: event.args.id }).set({
    status: 'cancelled',
    expired: true,
    endedAt: event.block.timestamp,
    endedTx: event.transaction.hash,
  });
});

ponder.on('Broker:DealCancelled', async ({ event, context }) => {
  await context.db
    .update(deal, { id: event.args.id })
    .set({ status: 'cancelled', endedAt: event.block.timestamp, endedTx: event.transaction.hash });
});

ponder.on('Broker:BountyPaid', async ({ event, context }) => {
  const { id, keeper, amountWei } = event.args;
  await context.db.update(deal, { id }).set({ keeper, keeperWei: amountWei });
});
