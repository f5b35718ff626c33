import { ponder } from 'ponder:registry';
import { decodeModel } from '@suanli/protocol';
import { zeroAddress } from 'viem';
import { resource, resourceType, revenueRight } from '../ponder.schema.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { requireRow } from './internal/requireRow.ts';

ponder.on('Resource:ResourceCreated', async ({ event, context }) => {
  const { id, provider, typeId, model, hardware } = event.args;
  const type = requireRow(await context.db.find(resourceType, { id: typeId }));
  await context.db.insert(resource).values({
    id,
    owner: provider,
    provider,
    typeId,
    typeName: type.name,
    kind: type.kind,
    model: decodeModel(model),
    count: hardware.length,
    memoryMib: type.memoryMib,
    hardwareIds: [...hardware],
    matchingTypes: [],
    createdAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  });
  await context.db.update(resourceType, { id: typeId }).set({ resourceCount: type.resourceCount + 1 });
  await addToMarketStats(context, { resources: 1 });
});

ponder.on('Resource:Transfer', async ({ event, context }) => {
  const { from, to, tokenId } = event.args;
  // Creation and dissolution tell more, and come after this.
  if (from === zeroAddress || to === zeroAddress) return;
  await context.db.update(resource, { id: tokenId }).set({ owner: to });
});

ponder.on('Resource:ResourceBound', async ({ event, context }) => {
  const { id, useRight, until } = event.args;
  await context.db.update(resource, { id }).set({ boundTo: useRight, boundUntil: BigInt(until) });
});

ponder.on('Resource:ResourceReleased', async ({ event, context }) => {
  await context.db.update(resource, { id: event.args.id }).set({ boundTo: null, boundUntil: 0n });
});

ponder.on('Resource:ResourceDissolved', async ({ event, context }) => {
  const { id } = event.args;
  const { typeId, hasRevenueRight } = await context.db
    .update(resource, { id })
    .set({ dissolved: true, boundTo: null, boundUntil: 0n });
  await context.db.update(resourceType, { id: typeId }).set((row) => ({ resourceCount: row.resourceCount - 1 }));
  if (hasRevenueRight) await context.db.update(revenueRight, { resourceId: id }).set({ valid: false });
  await addToMarketStats(context, { resources: -1 });
});
