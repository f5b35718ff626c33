import { ponder } from 'ponder:registry';
import { lotteryWeight } from '@suanli/protocol';
import { lottery } from '../ponder.schema.ts';

/** Bits of a lottery's id that say its lane. */
const laneMask = 0xffffn;

ponder.on('Lottery:LotteryOpened', async ({ event, context }) => {
  const { hash, id: lotteryId, root: rootHash, ...terms } = event.args;
  await context.db.insert(lottery).values({
    hash,
    lotteryId,
    lane: Number(lotteryId & laneMask),
    ...terms,
    weight: lotteryWeight({ root: rootHash }),
    rootHash,
    openedBlock: event.block.number,
    openedAt: event.block.timestamp,
    openedTx: event.transaction.hash,
  });
});

ponder.on('Lottery:LotteryPaid', async ({ event, context }) => {
  const { hash, winner, bountyWei } = event.args;
  await context.db.update(lottery, { hash }).set({
    status: 'paid',
    winner,
    bountyWei,
    endedBlock: event.block.number,
    endedAt: event.block.timestamp,
    endedTx: event.transaction.hash,
  });
});

ponder.on('Lottery:LotteryExpired', async ({ event, context }) => {
  await context.db.update(lottery, { hash: event.args.hash }).set({
    status: 'expired',
    endedBlock: event.block.number,
    endedAt: event.block.timestamp,
    endedTx: event.transaction.hash,
  });
});
