import { type Context, ponder } from 'ponder:registry';
import { type Address, zeroAddress } from 'viem';
import { incomeReceipt, resource, revenueRight, settlement, shareholding } from '../ponder.schema.ts';
import { accruedWei } from './internal/accrued.ts';
import { contractName } from './internal/contractName.ts';
import { eventKey } from './internal/eventKey.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { requireRow } from './internal/requireRow.ts';
import { setAccountPart } from './internal/touchAccount.ts';

interface Moment {
  readonly block: { readonly number: bigint; readonly timestamp: bigint };
}

/** Accrues what a holder has earned with the shares it had, then changes their number; returns whether it held any, before and after. */
async function changeShares(
  context: Pick<Context, 'db'>,
  event: Moment,
  resourceId: bigint,
  holder: Address,
  change: bigint,
): Promise<{ before: boolean; after: boolean }> {
  const right = await context.db.find(revenueRight, { resourceId });
  const seenPerShareWei = right?.incomePerShareWei ?? 0n;
  const present = await context.db.find(shareholding, { resourceId, holder });
  if (!present) {
    await context.db
      .insert(shareholding)
      .values({ resourceId, holder, shares: change, seenPerShareWei, since: event.block.timestamp });
    await setAccountPart(context, event, holder, 'isHolder');
    return { before: false, after: change > 0n };
  }
  const shares = present.shares + change;
  await context.db
    .update(shareholding, { resourceId, holder })
    .set({ shares, accruedWei: accruedWei(present, seenPerShareWei), seenPerShareWei });
  return { before: present.shares > 0n, after: shares > 0n };
}

async function moveShares(
  context: Pick<Context, 'db'>,
  event: Moment,
  move: { readonly from: Address; readonly to: Address; readonly id: bigint; readonly value: bigint },
): Promise<void> {
  // Anyone may move none of what is not there.
  if (move.value === 0n) return;
  let holders = 0;
  for (const [holder, change] of [
    [move.from, -move.value],
    [move.to, move.value],
  ] as const) {
    if (holder === zeroAddress) continue;
    const { before, after } = await changeShares(context, event, move.id, holder, change);
    holders += Number(after) - Number(before);
  }
  // While they are created, `RevenueRightCreated` comes after this and counts for itself.
  if (holders !== 0 && (await context.db.find(revenueRight, { resourceId: move.id })))
    await context.db.update(revenueRight, { resourceId: move.id }).set((row) => ({ holders: row.holders + holders }));
}

ponder.on('RevenueRight:TransferSingle', async ({ event, context }) => {
  await moveShares(context, event, event.args);
});

ponder.on('RevenueRight:TransferBatch', async ({ event, context }) => {
  const { from, to, ids, values } = event.args;
  for (const [position, id] of ids.entries())
    await moveShares(context, event, { from, to, id, value: values[position] ?? 0n });
});

ponder.on('RevenueRight:RevenueRightCreated', async ({ event, context }) => {
  const { id: resourceId, totalShares, holders } = event.args;
  await context.db.insert(revenueRight).values({
    resourceId,
    totalShares: BigInt(totalShares),
    holders: new Set(holders).size,
    createdAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  });
  await context.db.update(resource, { id: resourceId }).set({ hasRevenueRight: true });
});

ponder.on('RevenueRight:IncomeReceived', async ({ event, context }) => {
  const { id: resourceId, payer, amountWei, incomePerShareWei } = event.args;
  await context.db.update(revenueRight, { resourceId }).set((row) => ({
    incomePerShareWei,
    remainderWei: (amountWei + row.remainderWei) % row.totalShares,
    totalIncomeWei: row.totalIncomeWei + amountWei,
  }));
  const name = contractName(payer);
  await context.db.insert(incomeReceipt).values({
    id: eventKey(event),
    resourceId,
    payer,
    source: name === 'market' || name === 'broker' || name === 'quorum' ? name : 'other',
    amountWei,
    incomePerShareWei,
    block: event.block.number,
    time: event.block.timestamp,
    tx: event.transaction.hash,
  });
  await addToMarketStats(context, { incomeWei: amountWei });
});

ponder.on('RevenueRight:IncomeSettled', async ({ event, context }) => {
  const { id: resourceId, holder, amountWei } = event.args;
  const right = await context.db
    .update(revenueRight, { resourceId })
    .set((row) => ({ settledWei: row.settledWei + amountWei }));
  const holding = requireRow(await context.db.find(shareholding, { resourceId, holder }));
  await context.db.update(shareholding, { resourceId, holder }).set({
    accruedWei: accruedWei(holding, right.incomePerShareWei) - amountWei,
    seenPerShareWei: right.incomePerShareWei,
    settledWei: holding.settledWei + amountWei,
  });
  await context.db.insert(settlement).values({
    id: eventKey(event),
    resourceId,
    holder,
    amountWei,
    shares: holding.shares,
    totalShares: right.totalShares,
    block: event.block.number,
    time: event.block.timestamp,
    tx: event.transaction.hash,
  });
  await addToMarketStats(context, { settledWei: amountWei });
});
