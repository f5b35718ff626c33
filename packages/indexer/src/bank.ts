import { type Context, ponder } from 'ponder:registry';
import { decodeBatch } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { account, accountChange, batchPayment, batchPayout } from '../ponder.schema.ts';
import { type AccountBalances, decodeAccountWord } from './internal/accountWord.ts';
import { batchDeltas } from './internal/batchDeltas.ts';
import { depositCause } from './internal/depositCause.ts';
import { direction } from './internal/direction.ts';
import { eventKey } from './internal/eventKey.ts';
import { postingCause } from './internal/postingCause.ts';
import { touchAccount } from './internal/touchAccount.ts';

type Cause = typeof accountChange.$inferSelect.cause;

interface Moment {
  readonly block: { readonly number: bigint; readonly timestamp: bigint };
  readonly log: { readonly logIndex: number };
  readonly transaction: { readonly hash: Hex };
}

/** Sets the balances of an account, as they follow from those before, and keeps what that changed. */
async function setBalances(
  context: Pick<Context, 'db'>,
  event: Moment,
  address: Address,
  next: (before: AccountBalances) => AccountBalances,
  change: { readonly id: string; readonly cause: Cause },
): Promise<void> {
  const before = await touchAccount(context, event, address);
  const after = next(before);
  const availableDeltaWei = after.availableWei - before.availableWei;
  const lockedDeltaWei = after.lockedWei - before.lockedWei;
  const moved = availableDeltaWei !== 0n || lockedDeltaWei !== 0n;
  await context.db.update(account, { address }).set({
    ...after,
    changes: before.changes + Number(moved),
    updatedAt: event.block.timestamp,
    updatedBlock: event.block.number,
  });
  if (!moved) return;
  const deltaWei = availableDeltaWei + lockedDeltaWei;
  await context.db.insert(accountChange).values({
    ...change,
    account: address,
    deltaWei,
    direction: direction(deltaWei),
    availableDeltaWei,
    lockedDeltaWei,
    pendingDeltaWei: 0n,
    availableWei: after.availableWei,
    lockedWei: after.lockedWei,
    pendingWei: before.pendingWei,
    block: event.block.number,
    time: event.block.timestamp,
    tx: event.transaction.hash,
  });
}

/** The Bank says why an account changed right after it said that it did. */
async function explainChange(
  context: Pick<Context, 'db'>,
  event: Moment,
  cause: Cause,
  pendingDeltaWei = 0n,
): Promise<void> {
  await context.db.update(accountChange, { id: eventKey(event, -1) }).set((row) => {
    const deltaWei = row.deltaWei + pendingDeltaWei;
    return {
      cause,
      deltaWei,
      direction: direction(deltaWei),
      pendingDeltaWei,
      pendingWei: row.pendingWei + pendingDeltaWei,
    };
  });
}

ponder.on('Bank:AccountChanged', async ({ event, context }) => {
  const { account: address, word } = event.args;
  await setBalances(context, event, address, () => decodeAccountWord(word), { id: eventKey(event), cause: 'posted' });
});

ponder.on('Bank:Posted', async ({ event, context }) => {
  const cause = postingCause(event.transaction);
  // An account may be touched more than once; its last word counts.
  const words = new Map(event.args.accounts.map(({ account: address, word }) => [address, word]));
  let position = 0;
  for (const [address, word] of words) {
    const id = `${eventKey(event)}-${String(position++).padStart(4, '0')}`;
    await setBalances(context, event, address, () => decodeAccountWord(word), { id, cause });
  }
});

ponder.on('Bank:BatchPaid', async ({ event, context }) => {
  const { payer } = event.args;
  const { number, payments, totalWei } = decodeBatch(event.args);
  const batchId = `${payer.toLowerCase()}-${number}`;
  const keyAt = (position: number) => `${eventKey(event)}-${String(position).padStart(6, '0')}`;
  const moment = { block: event.block.number, time: event.block.timestamp };
  await context.db.insert(batchPayout).values({
    id: batchId,
    payer,
    number: BigInt(number),
    payees: payments.length,
    totalWei,
    ...moment,
    tx: event.transaction.hash,
  });
  if (payments.length > 0)
    await context.db.insert(batchPayment).values(
      payments.map(({ account: payee, amountWei }, position) => ({
        id: keyAt(position),
        batchId,
        payer,
        payee,
        amountWei,
        ...moment,
      })),
    );
  // It tells amounts, not words: those of a hundred payees would cost more than what moves them.
  let position = 0;
  for (const [address, deltaWei] of batchDeltas(payer, { payments, totalWei })) {
    const id = keyAt(position++);
    const next = ({ availableWei, lockedWei, consentModules }: AccountBalances) => ({
      availableWei: availableWei + deltaWei,
      lockedWei,
      consentModules,
    });
    await setBalances(context, event, address, next, { id, cause: 'batchPaid' });
  }
});

ponder.on('Bank:Deposited', async ({ event, context }) => {
  await explainChange(context, event, depositCause(event.transaction, event.args));
});

ponder.on('Bank:Skimmed', async ({ event, context }) => {
  await explainChange(context, event, 'skimmed');
});

ponder.on('Bank:WithdrawalRequested', async ({ event, context }) => {
  const { account: address, amountWei, unlockTime } = event.args;
  const { pendingWei } = await touchAccount(context, event, address);
  await explainChange(context, event, 'withdrawalRequested', amountWei - pendingWei);
  await context.db.update(account, { address }).set({ pendingWei: amountWei, unlockAt: unlockTime });
});

ponder.on('Bank:WithdrawalCancelled', async ({ event, context }) => {
  const { account: address, amountWei } = event.args;
  await explainChange(context, event, 'withdrawalCancelled', -amountWei);
  await context.db.update(account, { address }).set({ pendingWei: 0n, unlockAt: null });
});

ponder.on('Bank:Withdrawn', async ({ event, context }) => {
  const { account: address, amountWei } = event.args;
  const { availableWei, lockedWei } = await context.db.update(account, { address }).set((row) => ({
    pendingWei: 0n,
    unlockAt: null,
    changes: row.changes + 1,
    updatedAt: event.block.timestamp,
    updatedBlock: event.block.number,
  }));
  await context.db.insert(accountChange).values({
    id: eventKey(event),
    cause: 'withdrawn',
    account: address,
    deltaWei: -amountWei,
    direction: direction(-amountWei),
    availableDeltaWei: 0n,
    lockedDeltaWei: 0n,
    pendingDeltaWei: -amountWei,
    availableWei,
    lockedWei,
    pendingWei: 0n,
    block: event.block.number,
    time: event.block.timestamp,
    tx: event.transaction.hash,
  });
});
