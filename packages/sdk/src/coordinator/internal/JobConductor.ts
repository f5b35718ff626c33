import {
  type Deal,
  DealStatus,
  dealIdOf,
  escrowWeiUp,
  hashRequest,
  isSuanliError,
  type OfferAnnouncement,
  paymentWeiDown,
  type ReceiptLeaf,
  SuanliError,
} from '@suanli/protocol';
import { type Address, formatEther, type Hex } from 'viem';
import { getBankAccount } from '../../actions/bank/getBankAccount.ts';
import { getDealPayment } from '../../actions/broker/getDealPayment.ts';
import { getDealState } from '../../actions/broker/getDealState.ts';
import { getDealTerms } from '../../actions/broker/getDealTerms.ts';
import { openDeals } from '../../actions/broker/openDeals.ts';
import { settleDeals } from '../../actions/broker/settleDeals.ts';
import { signAcceptance } from '../../actions/broker/signAcceptance.ts';
import { signOpening } from '../../actions/broker/signOpening.ts';
import { getChainTime } from '../../actions/chain/getChainTime.ts';
import { hasPendingTransactions } from '../../actions/chain/hasPendingTransactions.ts';
import { getOfferStanding } from '../../actions/offer/getOfferStanding.ts';
import type { JobProgress } from '../JobProgress.ts';
import type { DealRecord, JobRecord, ReceiptRecord } from '../JobRecord.ts';
import type { JobResult } from '../JobResult.ts';
import type { JobStore } from '../JobStore.ts';
import { matchOffers, type OfferMatches } from '../matchOffers.ts';
import type { JobContext, JobPatience, RunJobOptions } from '../runJob.ts';
import { balanceTasks } from './balanceTasks.ts';
import { DealRunner } from './DealRunner.ts';
import { JobAuditor } from './JobAuditor.ts';
import { reportJob } from './reportJob.ts';
import { TaskBoard } from './TaskBoard.ts';

/** A deal is opened with room for this many times its even share, so that it can take over from others. */
const shareSlack = 2n;
const maxAttemptsPerTask = 5;
const mostFruitlessDealsPerProvider = 6;
const tickMs = 200;
const sleepMs = 2_000;

type Context = Omit<JobContext, 'store'> & { readonly store: JobStore };

/** Carries one job from offers to settlement; a record that was saved on the way can be carried on by a new one. */
export class JobConductor {
  readonly #context: Context;
  readonly #patience: Required<JobPatience>;
  readonly #options: RunJobOptions;
  readonly #board: TaskBoard;
  readonly #auditor: JobAuditor | undefined;
  /** Audited receipts are stored one batch after another, so that the output kept of a task is the one that counts. */
  #storing: Promise<unknown> = Promise.resolve();
  readonly #runners = new Map<Hex, DealRunner>();
  readonly #running: Promise<void>[] = [];
  readonly #durationsMs: number[] = [];
  readonly #excluded = new Set<Address>();
  #record: JobRecord;
  #step: JobProgress['step'] = 'offers';
  #matches: OfferMatches = { capable: [], incapable: [] };
  #wake: () => void = () => undefined;
  #failure: unknown;
  /** Deals opened since the last result: a bound on what useless providers may cost in gas. */
  #fruitlessDeals = 0;
  #lastResults = 0;
  /** What the chain said of the last offer that it refused. */
  #lastRefusal: SuanliError | undefined;

  constructor(context: Context, record: JobRecord, patience: JobPatience, options: RunJobOptions) {
    this.#context = context;
    this.#record = record;
    this.#options = options;
    this.#patience = {
      offersMs: patience.offersMs ?? 15_000,
      moreOffersMs: patience.moreOffersMs ?? 1_500,
      reconnectMs: patience.reconnectMs ?? 20_000,
      slowFactor: patience.slowFactor ?? 4,
      slowMinimumMs: patience.slowMinimumMs ?? 5_000,
      answerMs: patience.answerMs ?? 10_000,
      chainMs: patience.chainMs ?? 120_000,
    };
    this.#board = new TaskBoard(record.tasks.length, { maxAttempts: maxAttemptsPerTask });
    if (record.audit) {
      this.#auditor = new JobAuditor(record.audit, this.#board, {
        records: context.auditRecords ?? [],
        onRefuted: (provider) => this.#refute(provider as Address),
      });
    }
    this.#board.onChange(() => {
      if (this.#board.results.size > this.#lastResults) this.#fruitlessDeals = 0;
      this.#lastResults = this.#board.results.size;
      this.#changed();
    });
  }

  /** Runs to the end; rejects with a coded error where no provider is left or the signal says stop. */
  async run(): Promise<JobResult> {
    const signal = this.#options.signal ?? new AbortController().signal;
    const onAbort = () => this.#wake();
    signal.addEventListener('abort', onAbort);
    try {
      throwIfAborted(signal);
      await this.#restore();
      if (this.#record.phase === 'running') {
        if (this.#record.cancelled) this.#board.abandon({ kind: 'user', code: 'JOB_CANCELLED' });
        if (this.#record.deals.length === 0 && !this.#record.cancelled)
          await this.#open(this.#record.providers, signal);
        await this.#runTasks(signal);
        await this.#save({ phase: 'settling' });
      }
      await this.#settle(signal);
      return await reportJob(this.#context, this.#record, this.#board.failures, {
        mismatches: this.#matches.incapable,
        reasons: new Map([...this.#runners].map(([id, { reason }]) => [id, reason?.code])),
        accepted: this.#board.results,
        ...(this.#auditor === undefined ? {} : { executions: this.#auditor.executions }),
      });
    } finally {
      for (const [provider, confirmed] of this.#auditor?.records ?? []) {
        this.#context.auditRecords?.set(provider, confirmed);
      }
      signal.removeEventListener('abort', onAbort);
      await Promise.all([...this.#runners.values()].map((runner) => runner.stop()));
      await Promise.all(this.#running);
    }
  }

  /** Brings a saved record's deals and receipts back, as the chain sees them now. */
  async #restore(): Promise<void> {
    const { client, store } = this.#context;
    if (this.#record.deals.length === 0) return;
    const receipts = new Map<Hex, ReceiptLeaf[]>();
    for (const batch of await store.loadReceipts(this.#record.jobId)) {
      const leaves = receipts.get(batch.dealId) ?? [];
      leaves.push(...batch.leaves);
      receipts.set(batch.dealId, leaves);
      this.#recall(batch);
    }
    for (const planned of this.#record.deals) {
      if (planned.phase !== 'planned') continue;
      // A transaction that was sent before the crash may still be on its way.
      const noSuchDeal = new SuanliError('CHAIN_DEAL_NOT_FOUND', { parameters: { dealId: planned.dealId } });
      const found = await this.#arrived([planned], this.#options.signal ?? neverAborted, noSuchDeal).then(
        () => true,
        (error: unknown) => {
          if (error === noSuchDeal) return false;
          throw error;
        },
      );
      const deal = found && (await this.#patiently(() => getDealTerms(client, { dealId: planned.dealId })));
      await this.#saveDeal(planned.dealId, deal ? { phase: 'open', deal } : { phase: 'ended' });
    }
    for (const { phase, dealId, deal, announcement, refuted } of this.#record.deals) {
      if (refuted) this.#exclude(announcement.offer.provider);
      if (phase !== 'open' || !deal || refuted) continue;
      const { status } = await this.#patiently(() => getDealState(client, { dealId }));
      if (status === DealStatus.pending)
        this.#startRunner(dealId, deal, announcement, receipts.get(dealId) ?? [], true);
    }
  }

  /** Counts receipts that were stored before. The draws for an audit are made anew. */
  #recall({ dealId, leaves }: ReceiptRecord['batch']): void {
    const deal = this.#record.deals.find((known) => known.dealId === dealId);
    if (deal?.refuted) return;
    for (const leaf of leaves) {
      // Of outputs, only the last one of a task is stored: what must be compared by them cannot be compared again.
      if (this.#auditor && deal && !this.#auditor.comparesOutputs) {
        const { provider } = deal.announcement.offer;
        this.#auditor.take({ leaf, output: undefined, dealId, provider });
      } else {
        this.#board.complete(leaf.taskIndex, dealId);
      }
    }
  }

  /** Two others proved the provider, in lower case, wrong: it gets no more tasks, and no answer of it is accepted. */
  #refute(provider: Address): void {
    this.#exclude(provider);
    const isIts = ({ announcement }: Pick<DealRecord, 'announcement'>) =>
      announcement.offer.provider.toLowerCase() === provider;
    const deals = this.#record.deals.map((deal) => (isIts(deal) ? { ...deal, refuted: true } : deal));
    this.#save({ deals }).catch((error: unknown) => this.#fail(error));
    for (const runner of this.#runners.values()) {
      if (!isIts(runner) || !runner.live) continue;
      runner.ban(new SuanliError('AUDIT_RESULT_REFUTED', { parameters: { provider: runner.deal.provider } }));
    }
  }

  /** Whether a runner can be given a task that waits, now or soon. */
  #isOfUse(runner: DealRunner): boolean {
    if (runner.busy) return true;
    if (!runner.live || !runner.hasBudget) return false;
    return this.#auditor === undefined || this.#board.someWaiting((index) => runner.mayExecute(index));
  }

  async #runTasks(signal: AbortSignal): Promise<void> {
    this.#setStep('running');
    let stalledSince: number | undefined;
    let lookedAt = Date.now();
    while (!this.#board.finished) {
      throwIfAborted(signal);
      if (this.#failure !== undefined) throw this.#failure;
      const now = Date.now();
      // After a sleep of this machine, or in a throttled tab, time has passed that no provider had.
      const asleep = now - lookedAt > tickMs + sleepMs;
      lookedAt = now;
      for (const runner of this.#runners.values()) {
        if (asleep) runner.excuse(now);
        runner.dropWhereOverdue(now);
        runner.pump();
      }
      balanceTasks([...this.#runners.values()], this.#board, {
        now,
        durationsMs: this.#durationsMs,
        ...this.#patience,
      });
      const usable = [...this.#runners.values()].some((runner) => this.#isOfUse(runner));
      if (usable || this.#board.finished) {
        stalledSince = undefined;
      } else {
        stalledSince ??= Date.now();
        const opened = await this.#replace(signal).catch((error: unknown) => {
          if (this.#board.finished) return false;
          if (Date.now() - (stalledSince ?? 0) < this.#patience.offersMs && isSuanliError(error, 'JOB_NO_OFFERS'))
            return false;
          throw error;
        });
        if (opened) stalledSince = undefined;
      }
      await this.#nextChange();
    }
    for (const runner of this.#runners.values()) runner.cancel([...runner.inFlight.keys()]);
  }

  /** Finds offers and opens up to `count` deals on them, one transaction. */
  async #open(count: number, signal: AbortSignal): Promise<void> {
    const { client, network } = this.#context;
    this.#setStep('offers');
    for (;;) {
      throwIfAborted(signal);
      const chosen = (await this.#findOffers(count, signal)).slice(0, count);
      if (this.#board.finished) return;
      const standings = await Promise.all(
        chosen.map(({ offer }) => this.#patiently(() => getOfferStanding(client, { offer }))),
      );
      const good = chosen.filter((_announcement, i) => standings[i]?.funded && standings[i].remaining > 0);
      if (good.length < chosen.length) {
        for (const { offer } of chosen) {
          if (!good.some((other) => other.offer.provider === offer.provider)) this.#exclude(offer.provider);
        }
        if (good.length === 0) continue;
      }
      if (!(await this.#openOn(good, signal))) continue;
      for (const { capability } of good) {
        // Connecting early lets blobs travel while the transaction is mined.
        const [address] = capability.addresses;
        if (address !== undefined) network.connect(address, { signal }).catch(() => undefined);
      }
      return;
    }
  }

  /** Opens a deal on each offer; false where the chain refused and the culprit is excluded, so that choosing again helps. */
  async #openOn(
    announcements: readonly OfferAnnouncement[],
    signal: AbortSignal,
    among: number = announcements.length,
  ): Promise<boolean> {
    if (this.#board.finished) return true;
    const { client } = this.#context;
    const { request, template, tasks } = this.#record;
    const requestHash = hashRequest(client.domain, request);
    const remaining = BigInt(tasks.length - this.#board.results.size - this.#board.failures.size);
    const share = (remaining + BigInt(among) - 1n) / BigInt(among);
    const wanted = among === 1 ? remaining : share * shareSlack;
    const perDeal = (wanted < remaining ? wanted : remaining) * template.limits.work;
    const first = this.#record.deals.length;
    const planned: DealRecord[] = announcements.map((announcement, i) => ({
      dealId: dealIdOf(requestHash, first + i),
      index: first + i,
      announcement,
      maxWork: [perDeal, announcement.offer.maxWork, request.maxWork].reduce((a, b) => (a < b ? a : b)),
      phase: 'planned',
    }));
    this.#fruitlessDeals += planned.length;
    const tooMany = this.#fruitlessDeals > this.#record.providers * mostFruitlessDealsPerProvider;
    if (tooMany || first + planned.length > request.volume) {
      throw new SuanliError('JOB_STALLED', { parameters: { deals: first } });
    }
    let neededWei = 0n;
    for (const { announcement, maxWork } of planned) {
      neededWei += escrowWeiUp(maxWork, announcement.offer.priceWeiPerGwu) + request.bountyWei;
    }
    const { availableWei } = await this.#patiently(() => getBankAccount(client));
    if (availableWei < neededWei) {
      throw new SuanliError('JOB_FUNDS_TOO_SMALL', {
        parameters: { needed: formatEther(neededWei), available: formatEther(availableWei) },
      });
    }
    this.#setStep('opening');
    await this.#save({ deals: [...this.#record.deals, ...planned] });
    try {
      await this.#sendOpening(planned, signal);
    } catch (error) {
      if (!isSuanliError(error) || error.retryable || !refusedByOffer(error.code)) throw error;
      // Refused before anything was sent: these numbers of the request stay unused.
      for (const { dealId } of planned) await this.#saveDeal(dealId, { phase: 'ended' });
      if (error.code !== 'CHAIN_TRANSACTION_REVERTED') this.#fruitlessDeals -= planned.length;
      this.#lastRefusal = error;
      const [only] = announcements;
      if (announcements.length === 1 && only) {
        this.#exclude(only.offer.provider);
        return false;
      }
      // One of them spoils it for all: each by itself shows which.
      let opened = false;
      for (const announcement of announcements) {
        try {
          opened = (await this.#openOn([announcement], signal, among)) || opened;
        } catch (single) {
          if (!opened || !isSuanliError(single, 'JOB_FUNDS_TOO_SMALL')) throw single;
        }
      }
      return opened;
    }
    this.#setStep('running');
    return true;
  }

  /**
   * Sends the opening of planned deals and starts to serve them. Deal ids are fixed by the request, so sending again what
   * may have been sent before is harmless: the chain takes it once.
   */
  async #sendOpening(planned: readonly DealRecord[], signal: AbortSignal): Promise<void> {
    const { client } = this.#context;
    const terms = new Map<Hex, Deal>();
    try {
      const { gasUsed, deals } = await this.#patiently(() =>
        openDeals(client, {
          request: this.#record.request,
          fills: planned.map(({ announcement, index, maxWork }) => ({
            offer: announcement.offer,
            signature: announcement.signature,
            index,
            maxWork,
          })),
        }),
      );
      for (const { dealId, deal } of deals) terms.set(dealId, deal);
      await this.#save({ gasUsed: this.#record.gasUsed + gasUsed });
    } catch (error) {
      if (!isSuanliError(error) || !maybeSentCodes.has(error.code)) throw error;
      await this.#arrived(planned, signal, error);
    }
    for (const { dealId, announcement } of planned) {
      const deal = terms.get(dealId) ?? (await this.#patiently(() => getDealTerms(client, { dealId })));
      await this.#saveDeal(dealId, { phase: 'open', deal });
      this.#startRunner(dealId, deal, announcement, [], false);
    }
  }

  /** Waits until deals that were perhaps sent are on chain; rejects with the given error once nothing of them is under way. */
  async #arrived(planned: readonly DealRecord[], signal: AbortSignal, error: SuanliError): Promise<void> {
    const { client } = this.#context;
    for (;;) {
      throwIfAborted(signal);
      // Asked first: what is mined between the two questions is then not taken for lost.
      const underWay = await this.#patiently(() => hasPendingTransactions(client));
      const states = await Promise.all(
        planned.map(({ dealId }) => this.#patiently(() => getDealState(client, { dealId }))),
      );
      if (states.every(({ status }) => status !== DealStatus.none)) return;
      if (!underWay) throw error;
      await this.#nextChange();
    }
  }

  /** Opens a further deal where those at hand cannot finish the job. */
  async #replace(signal: AbortSignal): Promise<boolean> {
    for (const runner of this.#runners.values()) {
      // A provider that is only out of budget may serve a second deal; one that is gone or broke the rules may not.
      if (!runner.live) this.#exclude(runner.deal.provider);
    }
    await this.#open(1, signal);
    return true;
  }

  #exclude(provider: Address): void {
    this.#excluded.add(provider.toLowerCase() as Address);
  }

  /** Providers that a further deal is of no use with. */
  #unfit(): ReadonlySet<Address> {
    const auditor = this.#auditor;
    if (auditor === undefined || this.#runners.size === 0) return this.#excluded;
    const known = [...this.#runners.values()].map(({ deal }) => deal.provider);
    const useless = known.filter(
      (provider) => !this.#board.someWaiting((index) => auditor.mayExecute(index, provider)),
    );
    return new Set([...this.#excluded, ...useless.map((provider) => provider.toLowerCase() as Address)]);
  }

  /** Waits for capable offers: for the first one long, for the wanted number a little more. */
  async #findOffers(count: number, signal: AbortSignal): Promise<readonly OfferAnnouncement[]> {
    const { client, network } = this.#context;
    const { request, template } = this.#record;
    const startedAt = Date.now();
    const chainTime = await this.#patiently(() => getChainTime(client));
    const unsubscribe = network.offers.subscribe(() => this.#wake());
    try {
      // The peers' whole books, so that the first offer to arrive is not taken for the cheapest.
      await network.offers
        .refresh({ signal: AbortSignal.any([signal, AbortSignal.timeout(this.#patience.moreOffersMs)]) })
        .catch(() => 0);
      for (;;) {
        throwIfAborted(signal);
        if (this.#failure !== undefined) throw this.#failure;
        if (this.#board.finished) return [];
        this.#matches = matchOffers(network.offers.list(), {
          disputable: template.verification === 'optimistic',
          requester: request.requester,
          limits: template.limits,
          maxPriceWeiPerGwu: request.maxPriceWeiPerGwu,
          depositWei: request.depositWei,
          minStakeWei: request.minStakeWei,
          bountyWei: request.bountyWei,
          answerBlocks: request.answerBlocks,
          windowBlocks: request.windowBlocks,
          openBySeconds: chainTime + 30n,
          excluded: this.#unfit(),
        });
        const { capable, incapable } = this.#matches;
        const waitedMs = Date.now() - startedAt;
        if (capable.length >= count) return capable;
        if (capable.length > 0 && waitedMs >= this.#patience.moreOffersMs) return capable;
        if (waitedMs >= this.#patience.offersMs) {
          throw new SuanliError('JOB_NO_OFFERS', {
            ...(this.#lastRefusal === undefined ? {} : { cause: this.#lastRefusal }),
            parameters: { offers: incapable.length, waitedMs },
            metaMessages: incapable.map(
              ({ announcement, reasons }) => `${announcement.offer.provider}: ${reasons.join(', ')}`,
            ),
          });
        }
        await this.#nextChange();
      }
    } finally {
      unsubscribe();
    }
  }

  #startRunner(
    dealId: Hex,
    deal: Deal,
    announcement: OfferAnnouncement,
    known: readonly ReceiptLeaf[],
    resumed: boolean,
  ): void {
    const { client, network, store } = this.#context;
    const startedAt = new Map<number, number>();
    const runner = new DealRunner({
      dealId,
      deal,
      announcement,
      job: this.#record,
      domain: client.domain,
      network,
      board: this.#board,
      resumed,
      signOpening: (id) => signOpening(client, { opening: { dealId: id, peerId: network.peerId } }),
      known: new Map(known.map((leaf) => [leaf.taskIndex, leaf])).values(),
      reconnectMs: this.#patience.reconnectMs,
      liveRunners: () => Math.max(1, [...this.#runners.values()].filter((other) => other.live).length),
      hasOthers: (index) =>
        [...this.#runners.values()].some(
          (other) =>
            other.dealId !== dealId &&
            other.state === 'ready' &&
            other.hasBudget &&
            !other.avoids(index) &&
            other.mayExecute(index),
        ),
      mayExecute: (index) => this.#auditor?.mayExecute(index, deal.provider) ?? true,
      complete: ({ taskIndex }) => {
        // Audited ones were judged when they were stored.
        if (!this.#auditor) this.#board.complete(taskIndex, dealId);
      },
      saveReceipts: async (receipts) => {
        const now = Date.now();
        for (const { taskIndex } of receipts.batch.leaves) {
          const sentAt = startedAt.get(taskIndex);
          if (sentAt !== undefined) this.#durationsMs.push(now - sentAt);
        }
        if (this.#durationsMs.length > 1_000) this.#durationsMs.splice(0, 500);
        try {
          if (this.#auditor) await this.#storeAudited(this.#auditor, receipts, deal.provider);
          else await store.saveReceipts(this.#record.jobId, receipts);
        } catch (error) {
          // The requester's own disk: no provider is to blame, and no other one would do better.
          this.#fail(error);
          throw error;
        }
      },
      onChange: () => {
        for (const [index, sentAt] of runner.inFlight) startedAt.set(index, sentAt);
        this.#changed();
      },
    });
    this.#runners.set(dealId, runner);
    this.#running.push(runner.run());
  }

  /** Stores receipts of an audited job, and judges them before others are stored. */
  #storeAudited(auditor: JobAuditor, receipts: ReceiptRecord, provider: Address): Promise<void> {
    const { batch } = receipts;
    const store = async () => {
      // The output of a task that is done stays; of another one, the newest is the one that will agree with an earlier one.
      const outputs = new Map([...receipts.outputs].filter(([index]) => !this.#board.isDone(index)));
      const replaces = new Set(outputs.keys());
      await this.#context.store.saveReceipts(this.#record.jobId, { batch, outputs, replaces });
      for (const leaf of batch.leaves) {
        const output = receipts.outputs.get(leaf.taskIndex);
        auditor.take({ leaf, output, dealId: batch.dealId, provider });
      }
    };
    const turn = this.#storing.then(store, store);
    this.#storing = turn;
    return turn;
  }

  /** Gets the signed answers, accepts them where that is the policy, and settles all of them in one transaction. */
  async #settle(signal: AbortSignal): Promise<void> {
    const { client } = this.#context;
    this.#setStep('answering');
    const answered = await Promise.all(
      [...this.#runners.values()].map(async (runner) => ({
        runner,
        answer: await runner.finish(this.#patience.answerMs, signal),
      })),
    );
    throwIfAborted(signal);
    const optimistic = this.#record.template.verification === 'optimistic';
    const settlements: Parameters<typeof settleDeals>[1]['deals'][number][] = [];
    for (const { runner, answer } of answered) {
      if (!answer || optimistic) continue;
      const { dealId, root, work } = answer;
      const acceptanceSignature = await signAcceptance(client, { answer: { dealId, root, work } });
      await runner.accept(acceptanceSignature);
      settlements.push({
        dealId,
        deal: runner.deal,
        root,
        work,
        answerSignature: answer.signature,
        // The sender's own signature is not needed, and its bytes cost gas.
        acceptanceSignature: '0x',
      });
    }
    if (settlements.length > 0) {
      this.#setStep('settling');
      await this.#sendSettlements(settlements);
    }
    for (const { dealId, deal, phase } of this.#record.deals) {
      if (phase !== 'open' || !deal) continue;
      const { status } = await this.#patiently(() => getDealState(client, { dealId }));
      if (status === DealStatus.cancelled) await this.#saveDeal(dealId, { phase: 'ended', paidWei: 0n });
      if (status === DealStatus.finalized) {
        const paidWei = (await this.#patiently(() => getDealPayment(client, { dealId }))) ?? 0n;
        await this.#saveDeal(dealId, { phase: 'ended', paidWei });
      }
    }
    if (this.#record.deals.every(({ phase }) => phase === 'ended')) await this.#save({ phase: 'ended' });
    this.#setStep('ended');
  }

  /** All in one transaction; where one of them spoils that, each by itself, so that nobody waits because of another. */
  async #sendSettlements(deals: Parameters<typeof settleDeals>[1]['deals']): Promise<void> {
    const { client } = this.#context;
    try {
      const { gasUsed } = await this.#patiently(() => settleDeals(client, { deals }));
      await this.#save({ gasUsed: this.#record.gasUsed + gasUsed });
    } catch (error) {
      if (!isSuanliError(error) || error.code === 'CHAIN_GAS_FUNDS_TOO_SMALL') throw error;
      // It may still be mined; the states on chain tell, now or at the next look.
      if (error.code === 'CHAIN_TRANSACTION_UNCONFIRMED') return;
      // A provider may have settled or answered by itself in the meantime; the states on chain tell.
      if (deals.length === 1) {
        if (error.retryable) throw error;
        return;
      }
      for (const deal of deals) await this.#sendSettlements([deal]);
    }
  }

  /** Repeats a chain call through an outage, for as long as patience lasts. */
  async #patiently<T>(call: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + this.#patience.chainMs;
    for (;;) {
      try {
        return await call();
      } catch (error) {
        const passing = isSuanliError(error, 'CHAIN_UNREACHABLE') && Date.now() < deadline;
        if (!passing || this.#options.signal?.aborted) throw error;
        await this.#nextChange();
      }
    }
  }

  async #save(change: Partial<JobRecord>): Promise<void> {
    this.#record = { ...this.#record, ...change };
    await this.#context.store.saveJob(this.#record);
  }

  async #saveDeal(dealId: Hex, change: Partial<DealRecord>): Promise<void> {
    await this.#save({
      deals: this.#record.deals.map((deal) => (deal.dealId === dealId ? { ...deal, ...change } : deal)),
    });
  }

  #setStep(step: JobProgress['step']): void {
    this.#step = step;
    this.#changed();
  }

  #changed(): void {
    this.#wake();
    try {
      this.#options.onProgress?.(this.#progress());
    } catch (error) {
      // Thrown into a runner it would look like the provider's fault.
      this.#fail(error);
    }
  }

  /** Ends the job with an error of this side. */
  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#wake();
  }

  #progress(): JobProgress {
    const deals = [...this.#runners.values()].map((runner) => ({
      dealId: runner.dealId,
      provider: runner.deal.provider,
      state: runner.state,
      ...(runner.reason === undefined ? {} : { reason: runner.reason.code }),
      tasksDone: runner.leaves.size,
      tasksInFlight: runner.inFlight.size,
      work: runner.workDone,
      costWei: paymentWeiDown(runner.workDone, runner.deal.priceWeiPerGwu),
    }));
    return {
      jobId: this.#record.jobId,
      step: this.#step,
      tasks: this.#record.tasks.length,
      tasksDone: this.#board.results.size,
      tasksFailed: this.#board.failures.size,
      work: deals.reduce((sum, { work }) => sum + work, 0n),
      costWei: deals.reduce((sum, { costWei }) => sum + costWei, 0n),
      deals,
    };
  }

  /** Resolves at the next change, at the latest after a tick. */
  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, tickMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const neverAborted = new AbortController().signal;

/** After these it is open whether the transaction went out, or went out earlier. */
const maybeSentCodes: ReadonlySet<string> = new Set([
  'CHAIN_TRANSACTION_UNCONFIRMED',
  'CHAIN_TRANSACTION_REVERTED',
  'CHAIN_UNREACHABLE',
  'BROKER_DEAL_EXISTS',
]);

/** Refusals that another offer may not meet; a revert means that somebody was quicker. */
function refusedByOffer(code: string): boolean {
  return (
    code.startsWith('BROKER_') ||
    code.startsWith('BANK_') ||
    code === 'CHAIN_CALL_FAILED' ||
    code === 'CHAIN_TRANSACTION_REVERTED'
  );
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new SuanliError('JOB_ABORTED', { cause: signal.reason });
}
