import { type Context, ponder } from 'ponder:registry';
import type { Hex } from 'viem';
import { quorum, quorumSeat } from '../ponder.schema.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { requireRow } from './internal/requireRow.ts';
import { setAccountPart } from './internal/touchAccount.ts';

const kinds = ['compute', 'dataset', 'transfer'] as const;

/** Notes of each seat whose bit is set that it was right, or wrong. */
async function setVerdict(
  context: Pick<Context, 'db'>,
  { id: quorumId, providers }: { readonly id: Hex; readonly providers: readonly Hex[] },
  seats: number,
  verdict: 'right' | 'wrong',
): Promise<void> {
  for (const [seat, provider] of providers.entries())
    if ((seats >> seat) & 1) await context.db.update(quorumSeat, { quorumId, provider }).set({ verdict });
}

ponder.on('Quorum:QuorumOpened', async ({ event, context }) => {
  const { id, terms, seats } = event.args;
  await context.db.insert(quorum).values({
    id,
    status: 'open',
    ...terms,
    kind: requireRow(kinds[terms.kind] ?? null),
    providers: seats.map(({ provider }) => provider),
    openedAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  });
  await context.db.insert(quorumSeat).values(seats.map((terms, seat) => ({ quorumId: id, seat, ...terms })));
  await setAccountPart(context, event, terms.requester, 'isRequester');
  await addToMarketStats(context, { quorums: 1 });
});

ponder.on('Quorum:QuorumContributed', async ({ event, context }) => {
  const { id, provider, resultHash, seal, weight } = event.args;
  await context.db
    .update(quorumSeat, { quorumId: id, provider })
    .set({ resultHash, seal, weight, contributedBlock: event.block.number });
  await context.db.update(quorum, { id }).set((row) => ({ contributions: row.contributions + 1 }));
});

ponder.on('Quorum:QuorumFinalized', async ({ event, context }) => {
  const { id, root, work, rightSeats, wrongSeats } = event.args;
  const row = await context.db.update(quorum, { id }).set({
    status: 'finalized',
    root,
    work,
    endedAt: event.block.timestamp,
    endedTx: event.transaction.hash,
  });
  await setVerdict(context, row, rightSeats, 'right');
  await setVerdict(context, row, wrongSeats, 'wrong');
});

ponder.on('Quorum:QuorumExpired', async ({ event, context }) => {
  const { id, wrongSeats } = event.args;
  const row = await context.db
    .update(quorum, { id })
    .set({ status: 'expired', endedAt: event.block.timestamp, endedTx: event.transaction.hash });
  await setVerdict(context, row, wrongSeats, 'wrong');
});

ponder.on('Quorum:QuorumCancelled', async ({ event, context }) => {
  await context.db
    .update(quorum, { id: event.args.id })
    .set({ status: 'cancelled', endedAt: event.block.timestamp, endedTx: event.transaction.hash });
});
