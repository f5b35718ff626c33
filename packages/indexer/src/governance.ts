import { type Context, ponder } from 'ponder:registry';
import { gte } from 'ponder';
import type { Address, Hex } from 'viem';
import { governorSettings, proposal, vote } from '../ponder.schema.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { requireRow } from './internal/requireRow.ts';

type Settings = Partial<Omit<typeof governorSettings.$inferInsert, 'id' | 'updatedAt'>>;

async function setSettings(context: Pick<Context, 'db'>, updatedAt: bigint, change: Settings) {
  return context.db
    .insert(governorSettings)
    .values({ id: 1, updatedAt, ...change })
    .onConflictDoUpdate({ updatedAt, ...change });
}

ponder.on('Governor:ProposalCreated', async ({ event, context }) => {
  const { proposalId, proposer, targets, values, calldatas, voteStart, voteEnd, description } = event.args;
  const settings = requireRow(await context.db.find(governorSettings, { id: 1 }));
  await context.db.insert(proposal).values({
    id: proposalId,
    proposer,
    description,
    targets: [...targets],
    valuesWei: [...values],
    calldatas: [...calldatas],
    snapshotBlock: voteStart,
    deadlineBlock: voteEnd,
    quorumWei: (settings.supplyWei * settings.quorumPercent) / 100n,
    createdAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  });
  await addToMarketStats(context, { proposals: 1 });
});

ponder.on('Governor:ProposalQueued', async ({ event, context }) => {
  const { proposalId, etaSeconds } = event.args;
  await context.db
    .update(proposal, { id: proposalId })
    .set({ queued: true, etaSeconds, queuedAt: event.block.timestamp });
});

ponder.on('Governor:ProposalExecuted', async ({ event, context }) => {
  await context.db
    .update(proposal, { id: event.args.proposalId })
    .set({ executed: true, executedAt: event.block.timestamp });
});

ponder.on('Governor:ProposalCanceled', async ({ event, context }) => {
  await context.db
    .update(proposal, { id: event.args.proposalId })
    .set({ canceled: true, canceledAt: event.block.timestamp });
});

interface Cast {
  readonly voter: Address;
  readonly proposalId: bigint;
  readonly support: number;
  readonly weight: bigint;
  readonly reason: string;
}

async function countVote(
  context: Pick<Context, 'db'>,
  event: {
    readonly block: { readonly number: bigint; readonly timestamp: bigint };
    readonly transaction: { readonly hash: Hex };
  },
  { voter, proposalId, support, weight, reason }: Cast,
): Promise<void> {
  const names = ['against', 'for', 'abstain'] as const;
  const name = names[support] ?? 'abstain';
  await context.db.insert(vote).values({
    proposalId,
    voter,
    support: name,
    weightWei: weight,
    reason,
    block: event.block.number,
    time: event.block.timestamp,
    tx: event.transaction.hash,
  });
  const sum = `${name}Wei` as const;
  await context.db.update(proposal, { id: proposalId }).set((row) => ({ [sum]: row[sum] + weight }));
}

ponder.on('Governor:VoteCast', async ({ event, context }) => {
  await countVote(context, event, event.args);
});

ponder.on('Governor:VoteCastWithParams', async ({ event, context }) => {
  await countVote(context, event, event.args);
});

ponder.on('Governor:VotingDelaySet', async ({ event, context }) => {
  await setSettings(context, event.block.timestamp, { votingDelayBlocks: event.args.newVotingDelay });
});

ponder.on('Governor:VotingPeriodSet', async ({ event, context }) => {
  await setSettings(context, event.block.timestamp, { votingPeriodBlocks: event.args.newVotingPeriod });
});

ponder.on('Governor:ProposalThresholdSet', async ({ event, context }) => {
  await setSettings(context, event.block.timestamp, { proposalThresholdWei: event.args.newProposalThreshold });
});

ponder.on('Governor:QuorumNumeratorUpdated', async ({ event, context }) => {
  const quorumPercent = event.args.newQuorumNumerator;
  const { supplyWei } = await setSettings(context, event.block.timestamp, { quorumPercent });
  // It counts for proposals whose snapshot is still to come.
  await context.db.sql
    .update(proposal)
    .set({ quorumWei: (supplyWei * quorumPercent) / 100n })
    .where(gte(proposal.snapshotBlock, event.block.number));
});

ponder.on('Timelock:MinDelayChange', async ({ event, context }) => {
  await setSettings(context, event.block.timestamp, { timelockDelaySeconds: event.args.newDuration });
});
