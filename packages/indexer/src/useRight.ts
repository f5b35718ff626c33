import { ponder } from 'ponder:registry';
import { zeroAddress } from 'viem';
import { listing, renewalMandate, renewalOffer, resource, useRight } from '../ponder.schema.ts';
import { addressOrNull } from './internal/addressOrNull.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { requireRow } from './internal/requireRow.ts';
import { addUseRightEvent } from './internal/useRightEvents.ts';

ponder.on('UseRight:UseRightIssued', async ({ event, context }) => {
  const { id, resource: resourceId, provider, expiresAt } = event.args;
  const { typeId, typeName, kind, model, count, memoryMib } = requireRow(
    await context.db.find(resource, { id: resourceId }),
  );
  await context.db.insert(useRight).values({
    id,
    owner: provider,
    provider,
    resourceId,
    typeId,
    typeName,
    kind,
    model,
    count,
    memoryMib,
    issuedAt: event.block.timestamp,
    expiresAt: BigInt(expiresAt),
    block: event.block.number,
    tx: event.transaction.hash,
  });
  await addUseRightEvent(context, event, {
    useRightId: id,
    resourceId,
    kind: 'issued',
    from: provider,
    expiresAt: BigInt(expiresAt),
  });
  await addToMarketStats(context, { useRights: 1 });
});

// Ends what the former owner had said: its order, its rental, its mandate. A sale becomes one by `UseRightSold` after this.
ponder.on('UseRight:Transfer', async ({ event, context }) => {
  const { from, to, tokenId: id } = event.args;
  // Issue and return tell more, and come after this.
  if (from === zeroAddress || to === zeroAddress) return;
  const { resourceId } = requireRow(await context.db.find(useRight, { id }));
  const lastTransferId = await addUseRightEvent(context, event, {
    useRightId: id,
    resourceId,
    kind: 'transferred',
    from,
    to,
  });
  await context.db.update(useRight, { id }).set((row) => ({
    owner: to,
    transfers: row.transfers + 1,
    status: 'held',
    user: null,
    userExpires: null,
    lastTransferId,
  }));
  await context.db.delete(listing, { useRightId: id });
  await context.db.delete(renewalMandate, { useRightId: id });
});

ponder.on('UseRight:UseRightExtended', async ({ event, context }) => {
  const { id } = event.args;
  const expiresAt = BigInt(event.args.expiresAt);
  await context.db.update(useRight, { id }).set({ expiresAt });
  if (await context.db.find(listing, { useRightId: id }))
    await context.db.update(listing, { useRightId: id }).set({ expiresAt });
});

ponder.on('UseRight:UseRightGivenBack', async ({ event, context }) => {
  const { id, resource: resourceId, owner } = event.args;
  await context.db.update(useRight, { id }).set({ owner: null, status: 'givenBack', user: null, userExpires: null });
  await context.db.delete(listing, { useRightId: id });
  await context.db.delete(renewalOffer, { useRightId: id });
  await context.db.delete(renewalMandate, { useRightId: id });
  await addUseRightEvent(context, event, { useRightId: id, resourceId, kind: 'givenBack', from: owner });
});

ponder.on('UseRight:UpdateUser', async ({ event, context }) => {
  const { tokenId: id, user, expires } = event.args;
  const { owner, resourceId } = await context.db
    .update(useRight, { id })
    .set(
      user === zeroAddress ? { user: null, userExpires: null } : { user: addressOrNull(user), userExpires: expires },
    );
  await addUseRightEvent(context, event, {
    useRightId: id,
    resourceId,
    kind: 'let',
    from: owner ?? zeroAddress,
    to: addressOrNull(user),
    expiresAt: expires,
  });
});
