import { ponder } from 'ponder:registry';
import { zeroHash } from 'viem';
import { execution, executionMarket } from '../ponder.schema.ts';
import { addressOrNull } from './internal/addressOrNull.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { setAccountPart } from './internal/touchAccount.ts';

ponder.on('ExecutionMarket:ExecutionMarketOpened', async ({ event, context }) => {
  await context.db.insert(executionMarket).values({
    factory: event.args.factory,
    openedAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  });
});

ponder.on('ExecutionMarket:ExecutionRequested', async ({ event, context }) => {
  const { id, terms } = event.args;
  const { requester, factory, provider, bounds, windowBlocks, ...rest } = terms;
  await context.db.insert(execution).values({
    id,
    status: 'pending',
    requester,
    factory,
    provider: addressOrNull(provider),
    ...rest,
    windowBlocks: BigInt(windowBlocks),
    maxSteps: BigInt(bounds.steps),
    openedAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  });
  await context.db.update(executionMarket, { factory }).set((row) => ({ requests: row.requests + 1 }));
  await setAccountPart(context, event, requester, 'isRequester');
  await addToMarketStats(context, { executions: 1 });
});

ponder.on('ExecutionMarket:ExecutionAnswered', async ({ event, context }) => {
  const { id, provider: answerer, resultHash } = event.args;
  await context.db
    .update(execution, { id })
    .set({ status: 'waitingForResolution', answerer, resultHash, answeredBlock: event.block.number });
});

ponder.on('ExecutionMarket:ExecutionAccepted', async ({ event, context }) => {
  await context.db.update(execution, { id: event.args.id }).set({ status: 'softResolution' });
});

ponder.on('ExecutionMarket:ExecutionChallenged', async ({ event, context }) => {
  const { id, challenger, resultHash: challengerResultHash } = event.args;
  await context.db.update(execution, { id }).set({ status: 'needsResolution', challenger, challengerResultHash });
});

ponder.on('ExecutionMarket:ExecutionDisputed', async ({ event, context }) => {
  const { id, executable } = event.args;
  await context.db.update(execution, { id }).set({ status: 'resolving', executable });
});

ponder.on('ExecutionMarket:ExecutionAdvanced', async ({ event, context }) => {
  const { id, steps } = event.args;
  await context.db.update(execution, { id }).set((row) => ({ steps: row.steps + steps }));
});

ponder.on('ExecutionMarket:ExecutionGasPaid', async ({ event, context }) => {
  const { id, amountWei } = event.args;
  await context.db.update(execution, { id }).set((row) => ({ gasPaidWei: row.gasPaidWei + amountWei }));
});

ponder.on('ExecutionMarket:ExecutionResolved', async ({ event, context }) => {
  const { id, computedHash } = event.args;
  const abandoned = computedHash === zeroHash;
  await context.db
    .update(execution, { id })
    .set({ status: 'firmResolution', computedHash: abandoned ? null : computedHash, abandoned });
});

ponder.on('ExecutionMarket:ExecutionFinalized', async ({ event, context }) => {
  const { id, winner, paymentWei: paidWei } = event.args;
  await context.db.update(execution, { id }).set({
    status: 'finalized',
    winner: addressOrNull(winner),
    paidWei,
    endedAt: event.block.timestamp,
    endedTx: event.transaction.hash,
  });
});

ponder.on('ExecutionMarket:ExecutionExpired', async ({ event, context }) => {
  await context.db
    .update(execution, { id: event.args.id })
    .set({ status: 'cancelled', endedAt: event.block.timestamp, endedTx: event.transaction.hash });
});
