import { DealStatus, isSuanliError, optimisticPolicy, type ReceiptLeaf, SuanliError } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { getDealState } from '../../actions/broker/getDealState.ts';
import { getRefutation } from '../../actions/broker/getRefutation.ts';
import type { DealRecord, JobRecord, ReceiptRecord } from '../JobRecord.ts';
import type { JobResult } from '../JobResult.ts';
import type { JobPatience, RunJobOptions } from '../runJob.ts';
import { countingReceipts } from './countingReceipts.ts';
import { DealOpener } from './DealOpener.ts';
import type { DealRunner } from './DealRunner.ts';
import { JobAuditor } from './JobAuditor.ts';
import { JobRun, type StoredJobContext } from './JobRun.ts';
import { reportJob } from './reportJob.ts';
import { SharedBoard } from './SharedBoard.ts';
import { settleJob } from './settleJob.ts';

/** Carries one job from offers to settlement; a record that was saved on the way can be carried on by a new one. */
export class JobConductor {
  readonly #run: JobRun;
  readonly #shared: SharedBoard;
  readonly #opener: DealOpener;
  readonly #auditor: JobAuditor | undefined;
  /** Receipts that may replace others are stored one batch after another, so that the output kept of a task is the one that counts. */
  #storing: Promise<void> = Promise.resolve();

  constructor(context: StoredJobContext, record: JobRecord, patience: JobPatience, options: RunJobOptions) {
    this.#run = new JobRun(context, record, patience, options);
    this.#shared = new SharedBoard(this.#run, {
      mayExecute: (index, { provider }) => this.#auditor?.mayExecute(index, provider) ?? true,
      store: (receipts, { provider }) => this.#store(receipts, provider),
      complete: ({ taskIndex }, dealId) => {
        // Audited ones were judged when they were stored.
        if (!this.#auditor) this.#shared.board.complete(taskIndex, dealId);
      },
    });
    if (record.audit) {
      this.#auditor = new JobAuditor(record.audit, this.#shared.board, {
        records: context.auditRecords ?? [],
        onRefuted: (provider) => this.#refute(provider as Address),
      });
    }
    this.#opener = new DealOpener(this.#run, this.#shared, () => this.#unfit());
  }

  /** Runs to the end; rejects with a coded error where no provider is left or the signal says stop. */
  run(): Promise<JobResult> {
    return this.#run.conduct({
      work: () => this.#conduct(),
      progress: () => this.#shared.progress,
      end: async () => {
        const { auditRecords } = this.#run.context;
        for (const [provider, confirmed] of this.#auditor?.records ?? []) auditRecords?.set(provider, confirmed);
        await this.#shared.stop();
      },
    });
  }

  async #conduct(): Promise<JobResult> {
    const run = this.#run;
    const { board } = this.#shared;
    await this.#restore();
    if (run.record.phase === 'running') {
      if (run.record.cancelled) board.abandon({ kind: 'user', code: 'JOB_CANCELLED' });
      else if (run.record.deals.length === 0) await this.#opener.open(run.record.providers);
      await this.#runTasks();
      await run.save({ phase: 'settling' });
    }
    await settleJob(run, this.#shared.runners.values());
    return await reportJob(run.context, run.record, board.failures, {
      mismatches: run.matches.incapable,
      reasons: this.#shared.reasons,
      accepted: board.results,
      ...(this.#auditor === undefined ? {} : { executions: this.#auditor.executions }),
    });
  }

  /** Brings a saved record's deals and receipts back, as the chain sees them now. */
  async #restore(): Promise<void> {
    const { client, store } = this.#run.context;
    if (this.#run.record.deals.length === 0) return;
    await this.#opener.recover();
    const pending = new Set<Hex>();
    for (const { phase, dealId, deal } of this.#run.record.deals) {
      if (phase !== 'open' || !deal) continue;
      const { status } = await this.#run.patiently(() => getDealState(client, { dealId }));
      if (status === DealStatus.pending) pending.add(dealId);
      else if (deal.policy === optimisticPolicy) await this.#lookForRefutation(dealId);
    }
    const { jobId, deals } = this.#run.record;
    for (const { refuted, announcement } of deals) if (refuted) this.#run.exclude(announcement.offer.provider);
    const receipts = new Map<Hex, ReceiptLeaf[]>();
    const batches = await store.loadReceipts(jobId);
    const counts = await countingReceipts(store, this.#run.record, batches);
    for (const batch of batches) {
      const leaves = receipts.get(batch.dealId) ?? [];
      leaves.push(...batch.leaves);
      receipts.set(batch.dealId, leaves);
      this.#recall(batch, counts);
    }
    for (const { dealId, deal, announcement } of deals) {
      // Who was proven wrong gets no more tasks, in whichever deal.
      const isOut = this.#run.excluded.has(announcement.offer.provider.toLowerCase() as Address);
      if (!deal || isOut || !pending.has(dealId)) continue;
      const known = receipts.get(dealId) ?? [];
      this.#shared.serve({ dealId, deal, announcement, known, resumed: true });
    }
  }

  /** Notes where a deal's answer was found wrong on chain: nothing of it counts. */
  async #lookForRefutation(dealId: Hex): Promise<void> {
    const { client } = this.#run.context;
    const challenger = await this.#run.patiently(() => getRefutation(client, { dealId }));
    if (challenger !== undefined) await this.#run.saveDeal(dealId, { refuted: true });
  }

  /** Counts receipts that were stored before. The draws for an audit are made anew. */
  #recall({ dealId, leaves }: ReceiptRecord['batch'], counts: (dealId: Hex, leaf: ReceiptLeaf) => boolean): void {
    const deal = this.#run.record.deals.find((known) => known.dealId === dealId);
    for (const leaf of leaves) {
      if (!counts(dealId, leaf)) continue;
      // Of outputs, only the last one of a task is stored: what must be compared by them cannot be compared again.
      if (this.#auditor && deal && !this.#auditor.comparesOutputs) {
        const { provider } = deal.announcement.offer;
        this.#auditor.take({ leaf, output: undefined, dealId, provider });
      } else {
        this.#shared.board.complete(leaf.taskIndex, dealId);
      }
    }
  }

  /** Two others proved the provider, in lower case, wrong: it gets no more tasks, and no answer of it is accepted. */
  #refute(provider: Address): void {
    this.#run.exclude(provider);
    const isIts = ({ announcement }: Pick<DealRecord, 'announcement'>) =>
      announcement.offer.provider.toLowerCase() === provider;
    const deals = this.#run.record.deals.map((deal) => (isIts(deal) ? { ...deal, refuted: true } : deal));
    this.#run.save({ deals }).catch((error: unknown) => this.#run.fail(error));
    for (const runner of this.#shared.runners.values()) {
      if (!isIts(runner) || !runner.live) continue;
      runner.ban(new SuanliError('AUDIT_RESULT_REFUTED', { parameters: { provider: runner.deal.provider } }));
    }
  }

  /** Whether a runner can be given a task that waits, now or soon. */
  #isOfUse(runner: DealRunner): boolean {
    if (runner.busy) return true;
    if (!runner.live || !runner.hasBudget) return false;
    return this.#auditor === undefined || this.#shared.board.someWaiting((index) => runner.mayExecute(index));
  }

  async #runTasks(): Promise<void> {
    const run = this.#run;
    const { board } = this.#shared;
    run.setStep('running');
    let stalledSinceMs: number | undefined;
    while (!board.finished) {
      run.throwIfOver();
      this.#shared.advance();
      const isUsable = [...this.#shared.runners.values()].some((runner) => this.#isOfUse(runner));
      if (isUsable || board.finished) {
        stalledSinceMs = undefined;
      } else {
        stalledSinceMs ??= Date.now();
        if (await this.#replace(stalledSinceMs)) stalledSinceMs = undefined;
      }
      await run.nextChange();
    }
    this.#shared.cancelTasks();
  }

  /** Opens a further deal where those at hand cannot finish the job; false where there is nobody to open one with yet. */
  async #replace(stalledSinceMs: number): Promise<boolean> {
    const { patience } = this.#run;
    for (const runner of this.#shared.runners.values()) {
      // A provider that is only out of budget may serve a second deal; one that is gone or broke the rules may not.
      if (!runner.live) this.#run.exclude(runner.deal.provider);
    }
    try {
      await this.#opener.open(1);
      return true;
    } catch (error) {
      if (this.#shared.board.finished) return false;
      if (isSuanliError(error, 'JOB_NO_OFFERS') && Date.now() - stalledSinceMs < patience.offersMs) return false;
      throw error;
    }
  }

  /** Providers that a further deal is of no use with. */
  #unfit(): ReadonlySet<Address> {
    const auditor = this.#auditor;
    if (auditor === undefined || this.#shared.runners.size === 0) return this.#run.excluded;
    const known = [...this.#shared.runners.values()].map(({ deal }) => deal.provider);
    const useless = known.filter(
      (provider) => !this.#shared.board.someWaiting((index) => auditor.mayExecute(index, provider)),
    );
    return new Set([...this.#run.excluded, ...useless.map((provider) => provider.toLowerCase() as Address)]);
  }

  /** Stores receipts. Where earlier results of the job do not count any more, one batch after another. */
  #store(receipts: ReceiptRecord, provider: Address): Promise<void> {
    const { record, context } = this.#run;
    const replaces = this.#auditor !== undefined || record.deals.some(({ refuted }) => refuted);
    if (!replaces) return context.store.saveReceipts(record.jobId, receipts);
    const turn = () => this.#storeInTurn(receipts, provider);
    this.#storing = this.#storing.then(turn, turn);
    return this.#storing;
  }

  /** Judges receipts before others are stored. */
  async #storeInTurn({ batch, outputs }: ReceiptRecord, provider: Address): Promise<void> {
    const { board } = this.#shared;
    const { dealId, leaves } = batch;
    // The output of a task that is done stays; of another one, the newest is the one that will agree with an earlier one.
    const fresh = new Map([...outputs].filter(([index]) => !board.isDone(index)));
    const replaces = new Set(fresh.keys());
    await this.#run.context.store.saveReceipts(this.#run.record.jobId, { batch, outputs: fresh, replaces });
    for (const leaf of leaves) {
      const { taskIndex } = leaf;
      if (this.#auditor) this.#auditor.take({ leaf, output: outputs.get(taskIndex), dealId, provider });
      else board.complete(taskIndex, dealId);
    }
  }
}
