import {
  DealStatus,
  isSuanliError,
  type MerkleSumRoot,
  merkleSumRoot,
  type ReceiptLeaf,
  SuanliError,
} from '@suanli/protocol';
import type { Hex } from 'viem';
import { acceptDeals } from '../../actions/broker/acceptDeals.ts';
import { expireDeals } from '../../actions/broker/expireDeals.ts';
import { finalizeDeals } from '../../actions/broker/finalizeDeals.ts';
import { getDealAnswer } from '../../actions/broker/getDealAnswer.ts';
import { getDealState } from '../../actions/broker/getDealState.ts';
import { getRefutation } from '../../actions/broker/getRefutation.ts';
import { getBlockNumber } from '../../actions/chain/getBlockNumber.ts';
import { nextLook } from '../../client/internal/nextLook.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { finalizeRefutation } from '../../dispute/finalizeRefutation.ts';
import type { DealRecord, JobRecord } from '../JobRecord.ts';
import type { JobStore } from '../JobStore.ts';
import type { AnswerVerifier } from './AnswerVerifier.ts';
import { isRefutedOnChain } from './countingReceipts.ts';
import { dealEnd } from './dealEnd.ts';

const mostRefusals = 5;

/**
 * Sees every open deal of a job to its end; level-triggered: each round looks at the chain and does what it allows.
 *
 * @returns the record, of phase `ended` where all of them are over; else `lacksResults` was true
 */
export async function closeDeals(
  context: {
    readonly client: SuanliClient;
    readonly store: JobStore;
    /** Looks at the answers, where that is wanted. */
    readonly verifier?: AnswerVerifier;
    /**
     * Whether tasks are to be run again that were refuted: then it returns early, once nobody has an answer to give any more that is
     * to be looked at in its window. It is asked after each refutation. Default: no.
     */
    readonly lacksResults?: (record: JobRecord) => Promise<boolean>;
  },
  job: JobRecord,
  signal: AbortSignal,
): Promise<JobRecord> {
  const { client, store, verifier, lacksResults } = context;
  let record = job;
  const save = async (change: Partial<JobRecord>) => {
    record = { ...record, ...change };
    await store.saveJob(record);
  };
  const own = await ownAnswers(store, record.jobId);
  const refused = new Map<Hex, number>();
  let refutations = -1;
  let isLacking = false;
  for (;;) {
    /** Deals of which a verifier has not seen an answer that may still come. */
    let unanswered = 0;
    for (const deal of record.deals) {
      if (deal.phase === 'ended') continue;
      if (signal.aborted) throw new SuanliError('JOB_ABORTED', { cause: signal.reason });
      try {
        const { transactions, ended, isAnswered } = await closeDeal(
          { client, verifier },
          deal,
          own.get(deal.dealId),
          record,
        );
        if (!isAnswered) unanswered++;
        const gasUsed = transactions.reduce((sum, { gasUsed }) => sum + gasUsed, verifier?.takeGas() ?? 0n);
        if (gasUsed > 0n) await save({ gasUsed: record.gasUsed + gasUsed });
        if (ended) {
          const end = await dealEnd(client, deal);
          const deals = record.deals.map((other) => (other.dealId === deal.dealId ? { ...other, ...end } : other));
          await save({ deals });
        }
      } catch (error) {
        // An outage passes, and somebody else may just have done what was refused here: the next round looks again. What
        // is refused again and again has a cause that waiting does not cure.
        if (!isSuanliError(error)) throw error;
        unanswered++;
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
    const refuted = record.deals.filter(isRefutedOnChain).length;
    if (lacksResults && refuted !== refutations) {
      refutations = refuted;
      isLacking = refuted > 0 && (await lacksResults(record));
    }
    if (isLacking && (!verifier || unanswered === 0)) return record;
    await nextLook(client.publicClient.pollingInterval, signal);
  }
}

async function closeDeal(
  { client, verifier }: { readonly client: SuanliClient; readonly verifier: AnswerVerifier | undefined },
  record: DealRecord,
  own: OwnAnswer | undefined,
  job: JobRecord,
): Promise<{ transactions: Transaction[]; ended: boolean; isAnswered: boolean }> {
  const { dealId, deal } = record;
  const transactions: Transaction[] = [];
  if (!deal) return { transactions, ended: true, isAnswered: true };
  const { status, blockNumber } = await getDealState(client, { dealId });
  const isAnswered = status !== DealStatus.pending;
  const now = await getBlockNumber(client);
  if (status === DealStatus.finalized || status === DealStatus.cancelled)
    return { transactions, ended: true, isAnswered };
  if (status === DealStatus.pending && now >= deal.answerDeadlineBlock) {
    transactions.push(await expireDeals(client, { deals: [{ dealId, deal }] }));
    return { transactions, ended: true, isAnswered };
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
      return { transactions, ended: true, isAnswered };
    }
    const equal = own !== undefined && own.root === root && own.totalWork === work;
    if (equal && !record.refuted && job.template.verification === 'accept') {
      transactions.push(await acceptDeals(client, { deals: [answered] }));
      transactions.push(await finalizeDeals(client, { deals: [answered] }));
      return { transactions, ended: true, isAnswered };
    }
  }
  if (status === DealStatus.firmResolution && (await getRefutation(client, { dealId })) !== undefined) {
    const transaction = await finalizeRefutation(client, { dealId });
    if (transaction) transactions.push(transaction);
    return { transactions, ended: transaction !== undefined, isAnswered };
  }
  if (status === DealStatus.softResolution || status === DealStatus.firmResolution) {
    const { root, work } = await getDealAnswer(client, { dealId });
    transactions.push(await finalizeDeals(client, { deals: [{ dealId, deal, root, work }] }));
    return { transactions, ended: true, isAnswered };
  }
  return { transactions, ended: false, isAnswered };
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
