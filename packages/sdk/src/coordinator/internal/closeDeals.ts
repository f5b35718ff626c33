import { DealStatus, isSuanliError, merkleSumRoot, type ReceiptLeaf, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { acceptDeals } from '../../actions/broker/acceptDeals.ts';
import { expireDeals } from '../../actions/broker/expireDeals.ts';
import { finalizeDeals } from '../../actions/broker/finalizeDeals.ts';
import { getDealAnswer } from '../../actions/broker/getDealAnswer.ts';
import { getDealPayment } from '../../actions/broker/getDealPayment.ts';
import { getDealState } from '../../actions/broker/getDealState.ts';
import { getBlockNumber } from '../../actions/chain/getBlockNumber.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { DealRecord, JobRecord } from '../JobRecord.ts';
import type { JobStore } from '../JobStore.ts';

const mostRefusals = 5;

/** Sees every open deal of a job to its end; level-triggered: each round looks at the chain and does what it allows. */
export async function closeDeals(
  context: { readonly client: SuanliClient; readonly store: JobStore },
  job: JobRecord,
  signal: AbortSignal,
): Promise<JobRecord> {
  const { client, store } = context;
  let record = job;
  const save = async (change: Partial<JobRecord>) => {
    record = { ...record, ...change };
    await store.saveJob(record);
  };
  const own = await ownRoots(store, record.jobId);
  const refused = new Map<Hex, number>();
  for (;;) {
    for (const deal of record.deals) {
      if (deal.phase === 'ended') continue;
      if (signal.aborted) throw new SuanliError('JOB_ABORTED', { cause: signal.reason });
      try {
        const { transactions, ended } = await closeDeal(client, deal, own.get(deal.dealId), record);
        if (transactions.length > 0) {
          await save({ gasUsed: transactions.reduce((sum, { gasUsed }) => sum + gasUsed, record.gasUsed) });
        }
        if (ended) {
          const paidWei = (await getDealPayment(client, { dealId: deal.dealId })) ?? 0n;
          const deals = record.deals.map((other) =>
            other.dealId === deal.dealId ? { ...other, phase: 'ended' as const, paidWei } : other,
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
      await save({ phase: 'ended' });
      return record;
    }
    await nextLook(client.publicClient.pollingInterval, signal);
  }
}

async function closeDeal(
  client: SuanliClient,
  record: DealRecord,
  own: { root: Hex; totalWork: bigint } | undefined,
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
  if (status === DealStatus.softResolution || status === DealStatus.firmResolution) {
    const { root, work } = await getDealAnswer(client, { dealId });
    transactions.push(await finalizeDeals(client, { deals: [{ dealId, deal, root, work }] }));
    return { transactions, ended: true };
  }
  return { transactions, ended: false };
}

async function ownRoots(store: JobStore, jobId: Hex): Promise<Map<Hex, { root: Hex; totalWork: bigint }>> {
  const leaves = new Map<Hex, Map<number, ReceiptLeaf>>();
  for (const batch of await store.loadReceipts(jobId)) {
    const mine = leaves.get(batch.dealId) ?? new Map<number, ReceiptLeaf>();
    leaves.set(batch.dealId, mine);
    for (const leaf of batch.leaves) mine.set(leaf.taskIndex, leaf);
  }
  return new Map(
    [...leaves].map(([dealId, byIndex]) => [
      dealId,
      merkleSumRoot([...byIndex.values()].sort((a, b) => a.taskIndex - b.taskIndex)),
    ]),
  );
}

function nextLook(intervalMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, intervalMs);
    signal.addEventListener('abort', done, { once: true });
  });
}
