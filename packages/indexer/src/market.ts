import { ponder } from 'ponder:registry';
import {
  feeChange,
  listing,
  marketStats,
  renewalMandate,
  renewalOffer,
  resource,
  sharesListing,
  sharesSale,
  useRight,
  useRightEvent,
} from '../ponder.schema.ts';
import { addressOrNull } from './internal/addressOrNull.ts';
import { eventKey } from './internal/eventKey.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { requireRow } from './internal/requireRow.ts';
import { setAccountPart } from './internal/touchAccount.ts';
import { addUseRightEvent } from './internal/useRightEvents.ts';

ponder.on('Market:UseRightListed', async ({ event, context }) => {
  const { id: useRightId, resource: resourceId, seller, priceWei } = event.args;
  const moment = { block: event.block.number, tx: event.transaction.hash };
  const right = await context.db.update(useRight, { id: useRightId }).set({ status: 'listed' });
  const present = await context.db.find(listing, { useRightId });
  await addUseRightEvent(context, event, {
    useRightId,
    resourceId,
    kind: present ? 'repriced' : 'listed',
    from: seller,
    priceWei,
  });
  if (present) {
    await context.db.update(listing, { useRightId }).set({ priceWei, updatedAt: event.block.timestamp, ...moment });
    return;
  }
  const proved = requireRow(await context.db.find(resource, { id: resourceId }));
  await context.db.insert(listing).values({
    useRightId,
    resourceId,
    seller,
    priceWei,
    firstSale: !right.sold,
    typeId: right.typeId,
    typeName: right.typeName,
    kind: right.kind,
    model: right.model,
    count: right.count,
    memoryMib: right.memoryMib,
    totalMemoryMib: right.memoryMib * right.count,
    expiresAt: right.expiresAt,
    hashesPerSecond: proved.latestHashesPerSecond,
    range: proved.latestRange,
    provedAt: proved.latestProvedAt,
    proofId: proved.latestProofId,
    matchingTypes: proved.matchingTypes,
    listedAt: event.block.timestamp,
    updatedAt: event.block.timestamp,
    ...moment,
  });
});

ponder.on('Market:UseRightDelisted', async ({ event, context }) => {
  const { id: useRightId, seller } = event.args;
  const { resourceId } = await context.db.update(useRight, { id: useRightId }).set({ status: 'held' });
  await context.db.delete(listing, { useRightId });
  await addUseRightEvent(context, event, { useRightId, resourceId, kind: 'delisted', from: seller });
});

ponder.on('Market:UseRightSold', async ({ event, context }) => {
  const { id: useRightId, resource: resourceId, seller, buyer, priceWei, feeWei, firstSale } = event.args;
  const sale = { kind: 'sold', from: seller, to: buyer, priceWei, feeWei, firstSale } as const;
  const { lastTransferId } = await context.db
    .update(useRight, { id: useRightId })
    .set({ sold: true, lastPriceWei: priceWei });
  // The transfer that the sale made is not told twice.
  const transfer = lastTransferId ? await context.db.find(useRightEvent, { id: lastTransferId }) : null;
  if (transfer?.tx === event.transaction.hash && transfer.kind === 'transferred')
    await context.db.update(useRightEvent, { id: transfer.id }).set(sale);
  else await addUseRightEvent(context, event, { useRightId, resourceId, ...sale });
  await setAccountPart(context, event, buyer, 'isUser');
  await addToMarketStats(context, { sales: 1, salesWei: priceWei, feesWei: feeWei });
});

ponder.on('Market:UseRightRenewed', async ({ event, context }) => {
  const { id: useRightId, resource: resourceId, owner, expiresAt, priceWei, feeWei, automatic } = event.args;
  await addUseRightEvent(context, event, {
    useRightId,
    resourceId,
    kind: 'renewed',
    from: owner,
    priceWei,
    feeWei,
    automatic,
    expiresAt: BigInt(expiresAt),
  });
  const mandate = automatic ? await context.db.find(renewalMandate, { useRightId }) : null;
  if (mandate) {
    const budgetWei = mandate.budgetWei - priceWei;
    if (budgetWei === 0n) await context.db.delete(renewalMandate, { useRightId });
    else await context.db.update(renewalMandate, { useRightId }).set({ budgetWei, updatedAt: event.block.timestamp });
  }
  await addToMarketStats(context, { renewals: 1, renewalsWei: priceWei, feesWei: feeWei });
});

ponder.on('Market:RenewalOffered', async ({ event, context }) => {
  const { id: useRightId, offer } = event.args;
  const columns = {
    priceWeiPerSecond: offer.priceWeiPerSecond,
    periodSeconds: BigInt(offer.periodSeconds),
    until: BigInt(offer.until),
    updatedAt: event.block.timestamp,
  };
  if (offer.priceWeiPerSecond === 0n) await context.db.delete(renewalOffer, { useRightId });
  else
    await context.db
      .insert(renewalOffer)
      .values({ useRightId, ...columns })
      .onConflictDoUpdate(columns);
  const { resourceId } = requireRow(await context.db.find(useRight, { id: useRightId }));
  const { owner } = requireRow(await context.db.find(resource, { id: resourceId }));
  await addUseRightEvent(context, event, {
    useRightId,
    resourceId,
    kind: 'renewalOffered',
    from: owner,
    priceWei: offer.priceWeiPerSecond * BigInt(offer.periodSeconds),
    expiresAt: BigInt(offer.until),
  });
});

ponder.on('Market:RenewalMandated', async ({ event, context }) => {
  const { id: useRightId, owner, mandate } = event.args;
  const columns = {
    owner,
    budgetWei: mandate.budgetWei,
    maxPriceWeiPerSecond: mandate.maxPriceWeiPerSecond,
    until: BigInt(mandate.until),
    updatedAt: event.block.timestamp,
  };
  const cancelled = mandate.budgetWei === 0n;
  if (cancelled) await context.db.delete(renewalMandate, { useRightId });
  else
    await context.db
      .insert(renewalMandate)
      .values({ useRightId, ...columns })
      .onConflictDoUpdate(columns);
  const { resourceId } = requireRow(await context.db.find(useRight, { id: useRightId }));
  await addUseRightEvent(context, event, {
    useRightId,
    resourceId,
    kind: cancelled ? 'renewalCancelled' : 'renewalMandated',
    from: owner,
    ...(cancelled ? {} : { priceWei: mandate.budgetWei, expiresAt: BigInt(mandate.until) }),
  });
});

ponder.on('Market:SharesListed', async ({ event, context }) => {
  const { resource: resourceId, seller, shares, priceWeiPerShare, until } = event.args;
  if (shares === 0) {
    await context.db.delete(sharesListing, { resourceId, seller });
    return;
  }
  const columns = {
    shares: BigInt(shares),
    priceWeiPerShare,
    until: BigInt(until),
    listedAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  };
  await context.db
    .insert(sharesListing)
    .values({ resourceId, seller, ...columns })
    .onConflictDoUpdate(columns);
});

ponder.on('Market:SharesSold', async ({ event, context }) => {
  const { resource: resourceId, seller, buyer, priceWei, feeWei } = event.args;
  const shares = BigInt(event.args.shares);
  const left = requireRow(await context.db.find(sharesListing, { resourceId, seller })).shares - shares;
  if (left === 0n) await context.db.delete(sharesListing, { resourceId, seller });
  else await context.db.update(sharesListing, { resourceId, seller }).set({ shares: left });
  await context.db.insert(sharesSale).values({
    id: eventKey(event),
    resourceId,
    seller,
    buyer,
    shares,
    priceWei,
    feeWei,
    block: event.block.number,
    time: event.block.timestamp,
    tx: event.transaction.hash,
  });
  await addToMarketStats(context, { sharesSales: 1, sharesSalesWei: priceWei, feesWei: feeWei });
});

ponder.on('Market:FeeSet', async ({ event, context }) => {
  const { feeBasisPoints, treasury } = event.args;
  await context.db.insert(feeChange).values({
    id: eventKey(event),
    feeBasisPoints,
    treasury,
    block: event.block.number,
    time: event.block.timestamp,
    tx: event.transaction.hash,
  });
  const former = (await context.db.find(marketStats, { id: 1 }))?.treasury;
  const next = addressOrNull(treasury);
  if (former && former !== next?.toLowerCase()) await setAccountPart(context, event, former, 'isTreasury', false);
  if (next) await setAccountPart(context, event, next, 'isTreasury');
  const columns = { feeBasisPoints, treasury: next };
  await context.db
    .insert(marketStats)
    .values({ id: 1, ...columns })
    .onConflictDoUpdate(columns);
});
