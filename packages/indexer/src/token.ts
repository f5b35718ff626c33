import { type Context, ponder } from 'ponder:registry';
import { type Address, zeroAddress } from 'viem';
import { governorSettings, tokenBalance } from '../ponder.schema.ts';
import { addressOrNull } from './internal/addressOrNull.ts';

type Row = typeof tokenBalance.$inferSelect;

async function changeToken(
  context: Pick<Context, 'db'>,
  updatedAt: bigint,
  address: Address,
  change: (row: Pick<Row, 'balanceWei'>) => Partial<Pick<Row, 'balanceWei' | 'delegate' | 'votesWei'>>,
): Promise<void> {
  await context.db
    .insert(tokenBalance)
    .values({ address, updatedAt, ...change({ balanceWei: 0n }) })
    .onConflictDoUpdate((row) => ({ updatedAt, ...change(row) }));
}

ponder.on('Token:Transfer', async ({ event, context }) => {
  const { from, to, value } = event.args;
  const { timestamp } = event.block;
  const minted = (from === zeroAddress ? value : 0n) - (to === zeroAddress ? value : 0n);
  if (minted !== 0n)
    await context.db
      .insert(governorSettings)
      .values({ id: 1, supplyWei: minted, updatedAt: timestamp })
      .onConflictDoUpdate((row) => ({ supplyWei: row.supplyWei + minted }));
  if (from !== zeroAddress)
    await changeToken(context, timestamp, from, ({ balanceWei }) => ({ balanceWei: balanceWei - value }));
  if (to !== zeroAddress)
    await changeToken(context, timestamp, to, ({ balanceWei }) => ({ balanceWei: balanceWei + value }));
});

ponder.on('Token:DelegateChanged', async ({ event, context }) => {
  const delegate = addressOrNull(event.args.toDelegate);
  await changeToken(context, event.block.timestamp, event.args.delegator, () => ({ delegate }));
});

ponder.on('Token:DelegateVotesChanged', async ({ event, context }) => {
  const votesWei = event.args.newVotes;
  await changeToken(context, event.block.timestamp, event.args.delegate, () => ({ votesWei }));
});
