import { type Context, ponder } from 'ponder:registry';
import type { Hex } from 'viem';
import { priceStatement, priceTerms, resourceType } from '../ponder.schema.ts';
import { requireRow } from './internal/requireRow.ts';

type Row = typeof priceStatement.$inferInsert;

interface Moment {
  readonly block: { readonly number: bigint; readonly timestamp: bigint };
  readonly transaction: { readonly hash: Hex };
}

const placeOf = ({ block, transaction }: Moment) => ({
  block: block.number,
  time: block.timestamp,
  tx: transaction.hash,
});

async function addStatement(
  context: Pick<Context, 'db'>,
  event: Moment,
  statement: Omit<Row, 'typeName' | 'block' | 'time' | 'tx'>,
): Promise<void> {
  const { name: typeName } = requireRow(await context.db.find(resourceType, { id: statement.typeId }));
  await context.db.insert(priceStatement).values({ ...statement, typeName, ...placeOf(event) });
}

ponder.on('PriceCurve:CurveSet', async ({ event, context }) => {
  const { typeId, version, fromEpoch, terms } = event.args;
  const row = { fromEpoch, ...terms, ...placeOf(event) };
  // A version that never held is replaced under its number.
  await context.db
    .insert(priceTerms)
    .values({ typeId, version, ...row })
    .onConflictDoUpdate(row);
});

ponder.on('PriceCurve:SupplyPublished', async ({ event, context }) => {
  const { provider, resource: resourceId, ...rest } = event.args;
  await addStatement(context, event, { kind: 'supply', account: provider, resourceId, ...rest });
});

ponder.on('PriceCurve:DemandPublished', async ({ event, context }) => {
  const { requester, ...rest } = event.args;
  await addStatement(context, event, { kind: 'demand', account: requester, ...rest });
});

ponder.on('PriceCurve:StatementReleased', async ({ event, context }) => {
  await context.db
    .update(priceStatement, { id: event.args.id })
    .set({ releasedAt: event.block.timestamp, releasedTx: event.transaction.hash });
});
