import { ponder } from 'ponder:registry';
import { deal } from '../ponder.schema.ts';
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
