import { ponder } from 'ponder:registry';
import { decodeModel } from '@suanli/protocol';
import { zeroAddress } from 'viem';
import { hardware, resourceType } from '../ponder.schema.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { requireRow } from './internal/requireRow.ts';
import { setAccountPart } from './internal/touchAccount.ts';

ponder.on('Hardware:HardwareRegistered', async ({ event, context }) => {
  const { id, provider, typeId, model, fingerprint } = event.args;
  const type = requireRow(await context.db.find(resourceType, { id: typeId }));
  await context.db.insert(hardware).values({
    id,
    owner: provider,
    provider,
    typeId,
    typeName: type.name,
    model: decodeModel(model),
    fingerprint,
    registeredAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  });
  await context.db.update(resourceType, { id: typeId }).set({ hardwareCount: type.hardwareCount + 1 });
  await setAccountPart(context, event, provider, 'isProvider');
  await addToMarketStats(context, { hardware: 1 });
});

ponder.on('Hardware:Transfer', async ({ event, context }) => {
  const { from, to, tokenId } = event.args;
  // Registration tells more, and comes after this.
  if (from !== zeroAddress) await context.db.update(hardware, { id: tokenId }).set({ owner: to });
});

ponder.on('Hardware:HardwareLocked', async ({ event, context }) => {
  await context.db.update(hardware, { id: event.args.id }).set({ resourceId: event.args.resource });
});

ponder.on('Hardware:HardwareUnlocked', async ({ event, context }) => {
  await context.db.update(hardware, { id: event.args.id }).set({ resourceId: null });
});
