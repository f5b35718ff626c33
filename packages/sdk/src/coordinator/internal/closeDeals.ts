import {
  brokerAbi,
  DealStatus,
  isSuanliError,
  type MerkleSumRoot,
  merkleSumRoot,
  optimisticPolicy,
  type ReceiptLeaf,
  SuanliError,
} from '@suanli/protocol';
import type { Hex } from 'viem';
import { acceptDeals } from '../../actions/broker/acceptDeals.ts';
import { expireDeals } from '../../actions/broker/expireDeals.ts';
import { finalizeDeals } from '../../actions/broker/finalizeDeals.ts';
import { getDealAnswer } from '../../actions/broker/getDealAnswer.ts';
import { getDealPayment } from '../../actions/broker/getDealPayment.ts';
import { getDealState } from '../../actions/broker/getDealState.ts';
import { getRefutation } from '../../actions/broker/getRefutation.ts';
import { getBlockNumber } from '../../actions/chain/getBlockNumber.ts';
import { nextLook } from '../../client/internal/nextLook.ts';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { finalizeRefutation } from '../../dispute/finalizeRefutation.ts';
import type { DealRecord, JobRecord } from '../JobRecord.ts';
import type { JobStore } from '../JobStore.ts';
import type { AnswerVerifier } from './AnswerVerifier.ts';

const mostRefusals = 5;

/**
 * Sees every open deal of a job to its end; level-triggered: each round looks at the chain and does what it allows.
 *
 * @returns the record, of phase `ended` where all of them are over; else one was refuted meanwhile, and its tasks have no result
 */
export async function closeDeals(
  context: {
    readonly client: SuanliClient;
    readonly store: JobStore;
    /** Looks at the answers, where that is wanted. */
    readonly verifier?: AnswerVerifier;
    /** Returns early for what was refuted, once nobody has an answer to give any more that is to be looked at. Default false. */
    readonly leavesRefuted?: boolean;
  },
  job: JobRecord,
  signal: AbortSignal,
): Promise<JobRecord> {
  const { client, store, verifier, leavesRefuted = false } = context;
  let record = job;
  const save = async (change: Partial<JobRecord>) => {
    record = { ...record, ...change };
    await store.saveJob(record);
  };
  const own = await ownAnswers(store, record.jobId);
  const refused = new Map<Hex, number>();
  for (;;) {
    for (const deal of record.deals) {
      if (deal.phase === 'ended') continue;
      if (signal.aborted) throw new SuanliError('JOB_ABORTED', { cause: signal.reason });
      try {
        const { transactions, ended } = await closeDeal({ client, verifier }, deal, own.get(deal.dealId), record);
        const gasUsed = transactions.reduce((sum, { gasUsed }) => sum + gasUsed, verifier?.takeGas() ?? 0n);
        if (gasUsed > 0n) await save({ gasUsed: record.gasUsed + gasUsed });
        if (ended) {
          const { dealId } = deal;
          const paidWei = (await getDealPayment(client, { dealId })) ?? 0n;
          const refuted = deal.refuted === true || (await wasRefuted(client, deal));
          const deals = record.deals.map((other) =>
            other.dealId === dealId
              ? { ...other, phase: 'ended' as const, paidWei, ...(refuted ? { refuted } : {}) }
              : other,
          );
          await save({ deals });
        }
      } catch (error) {
        // An outage passes, and somebody else may just have done what was refused here: the next round looks again. What
        // is refused again and again has a cause that waiting does not cure.
        if (!isSuanliError(error)) throw error;
        const refusals = error.retryable ? 0 : (refused.get(deal.dealId) ?? 0) + 1;
        refused.set(deal.dealId, refusals);
        const hopeless = ({ dealId, phase }: DealRecord) =>
          phase === 'ended' || (refused.get(dealId) ?? 0) >= mostRefusals;
        if (record.deals.every(hopeless)) throw error;
      }
    }
    if (record.deals.every(({ phase }) => phase === 'ended')) {
      await verifier?.settled();
      await save({ phase: 'ended' });
      return record;
    }
    if (leavesRefuted && record.deals.some(isRefuted) && (await isAllAnswered(client, record, verifier))) return record;
    await nextLook(client.publicClient.pollingInterval, signal);
  }
}

function isRefuted({ phase, refuted, deal }: DealRecord): boolean {
  return phase === 'ended' && refuted === true && deal?.policy === optimisticPolicy;
}

/** Whether the answer of an optimistic deal that has ended was found wrong on chain, by whomever. */
async function wasRefuted(client: SuanliClient, { dealId, deal }: DealRecord): Promise<boolean> {
  if (deal?.policy !== optimisticPolicy) return false;
  const events = await readEvents(client, {
    abi: brokerAbi,
    address: client.deployment.broker,
    eventName: 'DealRepaid',
    args: { id: dealId },
  });
  return events.length > 0;
}

/** Whether no answer is to come any more that a verifier would have to look at in its window. */
async function isAllAnswered(
  client: SuanliClient,
  { deals }: JobRecord,
  verifier: AnswerVerifier | undefined,
): Promise<boolean> {
  if (!verifier) return true;
  const open = deals.filter(({ phase, deal }) => phase !== 'ended' && deal);
  const states = await Promise.all(open.map(({ dealId }) => getDealState(client, { dealId })));
  return states.every(({ status }) => status !== DealStatus.pending);
}

async function closeDeal(
  { client, verifier }: { readonly client: SuanliClient; readonly verifier: AnswerVerifier | undefined },
  record: DealRecord,
  own: OwnAnswer | undefined,
  job: JobRecord,
): Promise<{ transactions: Transaction[]; ended: boolean }> {
  const { dealId, deal } = record;
  const transactions: Transaction[] = [];
  if (!deal) return { transactions, ended: true };
  const { status, blockNumber } = await getDealState(client, { dealId });
  const now = await getBlockNumber(client);
  if (status === DealStatus.finalized || status === DealStatus.cancelled) return { transactions, ended: true };
  if (status === DealStatus.pending && now >= deal.answerDeadlineBlock) {
    transactions.push(await expireDeals(client, { deals: [{ dealId, deal }] }));
    return { transactions, ended: true };
  }
  const isOpenToChallenge =
    status === DealStatus.waitingForResolution ||
    status === DealStatus.needsResolution ||
    status === DealStatus.resolving;
  if (verifier && isOpenToChallenge) {
    verifier.look({ dealId, deal, ...(await getDealAnswer(client, { dealId })) }, own?.leaves ?? []);
  }
  if (status === DealStatus.waitingForResolution) {
    const { root, work } = await getDealAnswer(client, { dealId });
    const answered = { dealId, deal, root, work };
    if (now + 1n >= blockNumber + BigInt(deal.windowBlocks)) {
      transactions.push(await finalizeDeals(client, { deals: [answered] }));
      return { transactions, ended: true };
    }
    const equal = own !== undefined && own.root === root && own.totalWork === work;
    if (equal && !record.refuted && job.template.verification === 'accept') {
      transactions.push(await acceptDeals(client, { deals: [answered] }));
      transactions.push(await finalizeDeals(client, { deals: [answered] }));
      return { transactions, ended: true };
    }
  }
  if (status === DealStatus.firmResolution && (await getRefutation(client, { dealId })) !== undefined) {
    const transaction = await finalizeRefutation(client, { dealId });
    if (transaction) transactions.push(transaction);
    return { transactions, ended: transaction !== undefined };
  }
  if (status === DealStatus.softResolution || status === DealStatus.firmResolution) {
    const { root, work } = await getDealAnswer(client, { dealId });
    transactions.push(await finalizeDeals(client, { deals: [{ dealId, deal, root, work }] }));
    return { transactions, ended: true };
  }
  return { transactions, ended: false };
}

/** What a deal's answer should be by the receipts that came for it. */
interface OwnAnswer extends MerkleSumRoot {
  readonly leaves: readonly ReceiptLeaf[];
}

async function ownAnswers(store: JobStore, jobId: Hex): Promise<Map<Hex, OwnAnswer>> {
  const leaves = new Map<Hex, Map<number, ReceiptLeaf>>();
  for (const batch of await store.loadReceipts(jobId)) {
    const mine = leaves.get(batch.dealId) ?? new Map<number, ReceiptLeaf>();
    leaves.set(batch.dealId, mine);
    for (const leaf of batch.leaves) mine.set(leaf.taskIndex, leaf);
  }
  return new Map(
    [...leaves].map(([dealId, byIndex]) => {
      const inOrder = [...byIndex.values()].sort((a, b) => a.taskIndex - b.taskIndex);
      return [dealId, { leaves: inOrder, ...merkleSumRoot(inOrder) }];
    }),
  );
}
