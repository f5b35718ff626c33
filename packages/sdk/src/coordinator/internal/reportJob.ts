import { DealStatus, type OfferAnnouncement, type ReceiptLeaf, TaskStatus, tabPolicy } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { getDealState } from '../../actions/broker/getDealState.ts';
import { getQuorumStatus } from '../../actions/quorum/getQuorumStatus.ts';
import { quorumSeatId } from '../../actions/quorum/quorumSeatId.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { billJob } from '../billJob.ts';
import type { JobRecord } from '../JobRecord.ts';
import type { DealReport, JobResult, TaskReport } from '../JobResult.ts';
import type { JobStore } from '../JobStore.ts';
import type { MismatchReason } from '../matchOffers.ts';
import { countingReceipts } from './countingReceipts.ts';
import type { TaskFailure } from './TaskBoard.ts';

interface Extras {
  readonly mismatches: readonly {
    readonly announcement: OfferAnnouncement;
    readonly reasons: readonly MismatchReason[];
  }[];
  readonly reasons: ReadonlyMap<Hex, string | undefined>;
  /** Task → the deal whose receipt counts, where that is known; else the first one that is not refuted. */
  readonly accepted?: ReadonlyMap<number, Hex>;
  /** Results that an audit has looked at. */
  readonly executions?: number;
}

const refutedResult: TaskFailure = { kind: 'provider', code: 'JOB_RESULT_REFUTED' };

/** Draws a job's result up from what is stored and what the chain says. */
export async function reportJob(
  context: { readonly client: SuanliClient; readonly store: JobStore },
  record: JobRecord,
  failures: ReadonlyMap<number, TaskFailure>,
  extras: Extras,
): Promise<JobResult> {
  const batches = await context.store.loadReceipts(record.jobId);
  const counts = await countingReceipts(context.store, record, batches);
  const isOptimistic = record.template.verification === 'optimistic';
  const counting = new Map<number, { dealId: Hex; leaf: ReceiptLeaf }>();
  const firstLeaves = new Map<number, ReceiptLeaf>();
  const perDeal = new Map<Hex, Map<number, ReceiptLeaf>>();
  const disagreements = new Set<number>();
  for (const { dealId, leaves } of batches) {
    const mine = perDeal.get(dealId) ?? new Map<number, ReceiptLeaf>();
    perDeal.set(dealId, mine);
    for (const leaf of leaves) {
      const { taskIndex } = leaf;
      mine.set(taskIndex, leaf);
      const other = firstLeaves.get(taskIndex);
      if (!other) firstLeaves.set(taskIndex, leaf);
      else if (other.outputHash !== leaf.outputHash || other.work !== leaf.work) disagreements.add(taskIndex);
      if (!counts(dealId, leaf) || failures.get(taskIndex)?.code === 'AUDIT_UNDECIDED') continue;
      if (!counting.has(taskIndex) || extras.accepted?.get(taskIndex) === dealId)
        counting.set(taskIndex, { dealId, leaf });
    }
  }
  const providerOf = new Map(record.deals.map(({ dealId, announcement }) => [dealId, announcement.offer.provider]));
  const tasks: TaskReport[] = record.tasks.map(({ index }) => {
    const result = counting.get(index);
    const failure = failures.get(index) ?? (isOptimistic && firstLeaves.has(index) ? refutedResult : undefined);
    if (!result) return { index, work: 0n, ...(failure === undefined ? {} : { failure }) };
    const provider = providerOf.get(result.dealId);
    return {
      index,
      dealId: result.dealId,
      ...(provider === undefined ? {} : { provider }),
      status: result.leaf.status as TaskStatus,
      work: result.leaf.work,
    };
  });
  const deals: DealReport[] = [];
  for (const { dealId, announcement, phase, deal, paidWei } of record.deals) {
    if (!deal) continue;
    const leaves = [...(perDeal.get(dealId)?.values() ?? [])];
    const work = leaves.reduce((sum, leaf) => sum + leaf.work, 0n);
    // Work on a tab is no deal of the chain's: it has ended when it is paid.
    const ofTab = phase === 'ended' ? DealStatus.finalized : DealStatus.pending;
    const status = deal.policy === tabPolicy ? ofTab : await statusOf(context.client, record, dealId, deal.provider);
    const reason = extras.reasons.get(dealId);
    deals.push({
      dealId,
      provider: announcement.offer.provider,
      tasks: leaves.length,
      work,
      status,
      paidWei: phase === 'ended' && status === DealStatus.finalized ? (paidWei ?? 0n) : 0n,
      ...(reason === undefined ? {} : { reason }),
    });
  }
  const bill = billJob(record);
  const completed = tasks.every(({ status }) => status === TaskStatus.completed);
  return {
    jobId: record.jobId,
    state: record.cancelled ? 'cancelled' : completed ? 'completed' : 'failed',
    tasks,
    deals,
    work: deals.reduce((sum, { work }) => sum + work, 0n),
    paidWei: deals.reduce((sum, { paidWei }) => sum + paidWei, 0n),
    gasUsed: bill.gasUsed,
    bill,
    openDeals: record.deals.filter(({ phase, deal }) => phase !== 'ended' && deal).length,
    disagreements: [...disagreements].sort((a, b) => a - b),
    ...(extras.executions === undefined
      ? {}
      : {
          audit: {
            executions: extras.executions,
            refuted: [
              ...new Set(record.deals.filter((deal) => deal.refuted).map((deal) => deal.announcement.offer.provider)),
            ],
          },
        }),
    mismatches: extras.mismatches.map(({ announcement, reasons }) => ({
      provider: announcement.offer.provider,
      reasons,
    })),
  };
}

/** Where a deal, or a seat of a quorum, stands. */
async function statusOf(client: SuanliClient, record: JobRecord, dealId: Hex, provider: Address): Promise<DealStatus> {
  const quorum = record.quorums?.find(({ quorumId }) => quorumSeatId({ quorumId, provider }) === dealId);
  if (!quorum) return (await getDealState(client, { dealId })).status;
  const { status } = await getQuorumStatus(client, { quorumId: quorum.quorumId });
  if (status === 'none') return DealStatus.none;
  if (status === 'open') return DealStatus.pending;
  return status === 'finalized' ? DealStatus.finalized : DealStatus.cancelled;
}
