import { ponder } from 'ponder:registry';
import { creditUnits } from '@suanli/protocol';
import { creditLine, creditPayment } from '../ponder.schema.ts';
import { eventKey } from './internal/eventKey.ts';
import { requireRow } from './internal/requireRow.ts';

ponder.on('CreditLine:CreditLineOpened', async ({ event, context }) => {
  const { unit: unitNumber, graceSeconds: seconds, ...terms } = event.args;
  const unit = requireRow(creditUnits[unitNumber] ?? null);
  // An integer of the database has 31 bits.
  const graceSeconds = BigInt(seconds);
  await context.db.insert(creditLine).values({
    ...terms,
    unit,
    graceSeconds,
    endsAt: terms.expiresAt + (unit === 'timed' ? 0n : graceSeconds),
    openedBlock: event.block.number,
    openedAt: event.block.timestamp,
    openedTx: event.transaction.hash,
  });
});

ponder.on('CreditLine:CreditLineToppedUp', async ({ event, context }) => {
  const { id, amountWei } = event.args;
  await context.db.update(creditLine, { id }).set((row) => ({ depositWei: row.depositWei + amountWei }));
});

ponder.on('CreditLine:CreditLineRedeemed', async ({ event, context }) => {
  const { id, quantity, paidWei } = event.args;
  const { payer, payee } = await context.db
    .update(creditLine, { id })
    .set((row) => ({ redeemedWei: row.redeemedWei + paidWei, redeemedQuantity: quantity }));
  await context.db.insert(creditPayment).values({
    id: eventKey(event),
    lineId: id,
    payer,
    payee,
    quantity,
    paidWei,
    block: event.block.number,
    time: event.block.timestamp,
    tx: event.transaction.hash,
  });
});

ponder.on('CreditLine:CreditLineClosed', async ({ event, context }) => {
  const { id, refundWei } = event.args;
  await context.db.update(creditLine, { id }).set({
    status: 'closed',
    refundWei,
    closedBlock: event.block.number,
    closedAt: event.block.timestamp,
    closedTx: event.transaction.hash,
  });
});
