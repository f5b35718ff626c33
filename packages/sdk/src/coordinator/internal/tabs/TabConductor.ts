import {
  type Deal,
  dealIdOf,
  escrowWeiUp,
  hashRequest,
  isSuanliError,
  type OfferAnnouncement,
  paymentWeiDown,
  type ReceiptLeaf,
  type Request,
  SuanliError,
  tabDeal,
  tabPolicy,
} from '@suanli/protocol';
import { type Address, formatEther, type Hex } from 'viem';
import { getBankAccount } from '../../../actions/bank/getBankAccount.ts';
import { signOpening } from '../../../actions/broker/signOpening.ts';
import { signRequest } from '../../../actions/broker/signRequest.ts';
import { getChainTime } from '../../../actions/chain/getChainTime.ts';
import type { JobProgress } from '../../JobProgress.ts';
import type { DealRecord, JobRecord } from '../../JobRecord.ts';
import type { JobResult } from '../../JobResult.ts';
import type { JobStore } from '../../JobStore.ts';
import { matchOffers, type OfferMatches } from '../../matchOffers.ts';
import type { PaymentRecord } from '../../PaymentRecord.ts';
import type { JobContext, JobPatience, RunJobOptions } from '../../runJob.ts';
import { balanceTasks } from '../balanceTasks.ts';
import { DealRunner } from '../DealRunner.ts';
import { reportJob } from '../reportJob.ts';
import { TaskBoard } from '../TaskBoard.ts';
import { owedPayouts } from './owedPayouts.ts';
import { TabAccount } from './TabAccount.ts';
import { announcementOf, TabPayer } from './TabPayer.ts';

const maxAttemptsPerTask = 5;
const mostSessionsPerProvider = 6;
const tickMs = 200;
const sleepMs = 2_000;

type Context = Omit<JobContext, 'store'> & { readonly store: JobStore };

interface Session {
  readonly runner: DealRunner;
  readonly account: TabAccount;
  /** Since when it has room for no task though nothing is to be paid there, in Unix milliseconds. */
  fullSinceMs: number | undefined;
}

/**
 * Carries a job whose work goes on tabs from offers to the last payment: nothing is locked before, and what providers have earned is
 * paid for all of them together, as soon as one of them is owed half of what it grants, and at the end.
 *
 * What was paid is in the job's record before it is sent, so a new one can carry on after a crash at any point.
 */
export class TabConductor {
  readonly #context: Context;
  readonly #patience: Required<JobPatience>;
  readonly #options: RunJobOptions;
  readonly #board: TaskBoard;
  readonly #payer: TabPayer;
  readonly #sessions = new Map<Hex, Session>();
  readonly #running: Promise<void>[] = [];
  readonly #durationsMs: number[] = [];
  readonly #excluded = new Set<Address>();
  /** Work of deals by stored receipts, of those that no runner of this process serves. */
  readonly #storedWork = new Map<Hex, bigint>();
  /** Payments of this requester's other jobs that some provider may not know of. */
  #earlier: readonly PaymentRecord[] = [];
  #record: JobRecord;
  #step: JobProgress['step'] = 'offers';
  #matches: OfferMatches = { capable: [], incapable: [] };
  #paying: Promise<void> | undefined;
  #wake: () => void = () => undefined;
  #failure: unknown;

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
    this.#board.onChange(() => this.#changed());
    this.#payer = new TabPayer({
      client: context.client,
      terms: record.payment ?? {},
      payments: record.payments ?? [],
      save: (payments) => this.#save({ payments }),
      patiently: (call) => this.#patiently(call),
    });
  }

  /** Runs to the end; undefined where tabs do not serve the job, or its rest, and escrow may: then nothing is owed any more. */
  async run(): Promise<JobResult | undefined> {
    const signal = this.#options.signal ?? new AbortController().signal;
    const onAbort = () => this.#wake();
    signal.addEventListener('abort', onAbort);
    try {
      throwIfAborted(signal);
      await this.#restore(signal);
      let isServed = true;
      if (this.#record.phase === 'running') {
        if (this.#record.cancelled) this.#board.abandon({ kind: 'user', code: 'JOB_CANCELLED' });
        else isServed = await this.#serve(signal);
      }
      if (isServed) await this.#save({ phase: 'settling' });
      await this.#settle(signal);
      if (!isServed) return undefined;
      await this.#save({ phase: 'ended' });
      this.#setStep('ended');
      return await reportJob(this.#context, this.#record, this.#board.failures, {
        mismatches: this.#matches.incapable,
        reasons: new Map([...this.#sessions].map(([id, { runner }]) => [id, runner.reason?.code])),
        accepted: this.#board.results,
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
      await Promise.all([...this.#sessions.values()].map(({ runner }) => runner.stop()));
      await Promise.all(this.#running);
      await this.#paying?.catch(() => undefined);
    }
  }

  /** Brings a saved record's sessions, receipts and payments back. */
  async #restore(signal: AbortSignal): Promise<void> {
    const { store } = this.#context;
    const jobs = await store.listJobs();
    this.#earlier = jobs.filter(({ jobId }) => jobId !== this.#record.jobId).flatMap(({ payments }) => payments ?? []);
    if (this.#record.deals.length === 0) return;
    const receipts = new Map<Hex, Map<number, ReceiptLeaf>>();
    for (const { dealId, leaves } of await store.loadReceipts(this.#record.jobId)) {
      const mine = receipts.get(dealId) ?? new Map<number, ReceiptLeaf>();
      receipts.set(dealId, mine);
      for (const leaf of leaves) {
        mine.set(leaf.taskIndex, leaf);
        this.#board.complete(leaf.taskIndex, dealId);
      }
    }
    for (const { dealId, deal, announcement, index, phase } of this.#record.deals) {
      const leaves = [...(receipts.get(dealId)?.values() ?? [])];
      this.#storedWork.set(
        dealId,
        leaves.reduce((sum, { work }) => sum + work, 0n),
      );
      if (phase === 'open' && deal?.policy === tabPolicy) {
        this.#start({ dealId, deal, announcement, index, known: leaves, resumed: true });
      }
    }
    await this.#payer.resume(signal);
  }

  /** Runs the tasks; false where tabs do not serve and escrow may. */
  async #serve(signal: AbortSignal): Promise<boolean> {
    const mayEscrow = this.#record.payment?.method === 'auto';
    if (this.#sessions.size === 0 && !(await this.#open(this.#record.providers, signal))) {
      if (mayEscrow) return false;
      throw new SuanliError('JOB_NO_TABS', { parameters: { offers: this.#matches.capable.length } });
    }
    this.#setStep('running');
    let lookedAtMs = Date.now();
    let stalledSinceMs: number | undefined;
    while (!this.#board.finished) {
      throwIfAborted(signal);
      if (this.#failure !== undefined) throw this.#failure;
      const now = Date.now();
      // After a sleep of this machine, or in a throttled tab, time has passed that no provider had.
      const isAsleep = now - lookedAtMs > tickMs + sleepMs;
      lookedAtMs = now;
      const runners = [...this.#sessions.values()].map(({ runner }) => runner);
      for (const runner of runners) {
        if (isAsleep) runner.excuse(now);
        runner.dropWhereOverdue(now);
        runner.pump();
      }
      balanceTasks(runners, this.#board, { now, durationsMs: this.#durationsMs, ...this.#patience });
      this.#payWhereDue(signal);
      if ([...this.#sessions.values()].some((session) => this.#isOfUse(session, now)) || this.#board.finished) {
        stalledSinceMs = undefined;
      } else {
        stalledSinceMs ??= now;
        for (const { runner } of this.#sessions.values()) this.#exclude(runner.deal.provider);
        if (await this.#open(1, signal)) stalledSinceMs = undefined;
        else if (mayEscrow) return false;
        else if (now - stalledSinceMs > this.#patience.offersMs) {
          throw new SuanliError('JOB_STALLED', { parameters: { deals: this.#record.deals.length } });
        }
      }
      await this.#nextChange();
    }
    for (const { runner } of this.#sessions.values()) runner.cancel([...runner.inFlight.keys()]);
    return true;
  }

  /** Whether a session can be given a task, now or once its provider has counted what is paid. */
  #isOfUse(session: Session, now: number): boolean {
    const { runner } = session;
    if (runner.busy) return true;
    if (!runner.live) return false;
    // Others fill what it grants to all together, or it will not serve: nothing that this side does changes that.
    const { refusedSinceMs } = session.account;
    if (refusedSinceMs !== undefined && now - refusedSinceMs > this.#patience.chainMs) return false;
    if (runner.state === 'connecting' || runner.hasBudget) {
      session.fullSinceMs = undefined;
      return true;
    }
    // A payment is on its way; or the provider counts debts that were paid by earlier payments, of which it has just been told.
    session.fullSinceMs ??= now;
    return now - session.fullSinceMs <= this.#patience.chainMs;
  }

  /** Pays what all are owed, as soon as one is owed half of what it grants. */
  #payWhereDue(signal: AbortSignal): void {
    if (this.#paying) return;
    const owed = this.#owed();
    const isDue = [...this.#sessions.values()].some(({ runner, account }) => {
      const mine = owed.find(({ provider }) => isSame(provider, runner.deal.provider))?.amountWei ?? 0n;
      if (mine === 0n || account.limitWei === undefined) return false;
      return 2n * mine >= account.limitWei || (runner.state === 'ready' && !runner.busy && !runner.hasBudget);
    });
    if (!isDue) return;
    this.#paying = this.#pay(signal)
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#paying = undefined;
        this.#wake();
      });
  }

  async #pay(signal: AbortSignal): Promise<void> {
    const present = new Set(
      [...this.#sessions.values()]
        .filter(({ runner }) => runner.state === 'ready')
        .map(({ runner }) => runner.deal.provider.toLowerCase()),
    );
    await this.#payer.pay(
      {
        payouts: this.#owed(),
        isPresent: (provider) => present.has(provider.toLowerCase()),
        onPaid: (payment) => this.#announce(payment),
      },
      signal,
    );
  }

  #owed(): ReturnType<typeof owedPayouts> {
    const payments = this.#payer.payments;
    return owedPayouts({ ...this.#record, payments }, (dealId) => this.#workOf(dealId));
  }

  #workOf(dealId: Hex): bigint {
    return this.#sessions.get(dealId)?.runner.workDone ?? this.#storedWork.get(dealId) ?? 0n;
  }

  /** Tells those that it pays; who is not there is told when it is back. */
  #announce(payment: PaymentRecord, to?: DealRunner): void {
    for (const { runner } of this.#sessions.values()) {
      if (to && runner !== to) continue;
      const { provider } = runner.deal;
      const message = announcementOf(payment, provider);
      const isKnown = payment.counted.includes(provider.toLowerCase() as Address);
      if (message && !isKnown) void runner.announce(message);
    }
  }

  /** Finishes with all providers, pays the rest, and waits a little until they have counted it. */
  async #settle(signal: AbortSignal): Promise<void> {
    this.#setStep('answering');
    await Promise.all([...this.#sessions.values()].map(({ runner }) => runner.finish(this.#patience.answerMs, signal)));
    throwIfAborted(signal);
    this.#setStep('settling');
    await this.#paying;
    if (this.#failure !== undefined) throw this.#failure;
    await this.#pay(signal);
    const deadline = Date.now() + this.#patience.answerMs;
    while (Date.now() < deadline && !signal.aborted && this.#payer.payments.some((each) => this.#isAwaited(each))) {
      await this.#nextChange();
    }
    const paidWei = (deal: DealRecord) =>
      deal.deal ? paymentWeiDown(this.#workOf(deal.dealId), deal.deal.priceWeiPerGwu) : 0n;
    const deals = this.#record.deals.map((deal) =>
      deal.phase === 'open' ? { ...deal, phase: 'ended' as const, paidWei: paidWei(deal) } : deal,
    );
    await this.#save({ deals });
  }

  /** Whether a provider that is there has still to count a payment. */
  #isAwaited({ payouts, counted, transaction }: PaymentRecord): boolean {
    if (transaction === undefined) return false;
    return payouts.some(({ provider }) => {
      if (counted.includes(provider.toLowerCase() as Address)) return false;
      return [...this.#sessions.values()].some(({ runner }) => runner.live && isSame(runner.deal.provider, provider));
    });
  }

  /** Starts sessions with up to `count` providers that grant enough; false where none does. */
  async #open(count: number, signal: AbortSignal): Promise<boolean> {
    const { client, network } = this.#context;
    this.#setStep('offers');
    const chosen = await this.#findOffers(count, signal);
    if (chosen.length === 0) return false;
    if (this.#record.deals.length + chosen.length > this.#record.providers * mostSessionsPerProvider) {
      throw new SuanliError('JOB_STALLED', { parameters: { deals: this.#record.deals.length } });
    }
    const order = this.#record.tab ?? (await this.#signOrder());
    const requestHash = hashRequest(client.domain, order.request);
    const first = this.#record.deals.length;
    const added = chosen.map((announcement, i): DealRecord & { readonly deal: Deal } => {
      const deal = tabDeal({ offer: announcement.offer, request: order.request });
      const index = first + i;
      return { dealId: dealIdOf(requestHash, index), index, announcement, maxWork: deal.maxWork, deal, phase: 'open' };
    });
    await this.#requireFunds(added);
    // Saved before anything is sent: what providers then work for is known to whoever carries on.
    await this.#save({ tab: order, deals: [...this.#record.deals, ...added] });
    for (const { dealId, deal, announcement, index } of added) {
      const [address] = announcement.capability.addresses;
      if (address !== undefined) network.connect(address, { signal }).catch(() => undefined);
      this.#start({ dealId, deal, announcement, index, known: [], resumed: false });
    }
    this.#setStep('running');
    return true;
  }

  /** The request that stands in for deals: of volume 0, so that it can never be opened on chain. */
  async #signOrder(): Promise<{ request: Request; signature: Hex }> {
    const { client } = this.#context;
    const request: Request = {
      ...this.#record.request,
      depositWei: 0n,
      minStakeWei: 0n,
      bountyWei: 0n,
      answerBlocks: 0,
      windowBlocks: 0,
      policy: tabPolicy,
      volume: 0,
    };
    return { request, signature: await signRequest(client, { request }) };
  }

  /** Nobody is to work for an account that could not pay. */
  async #requireFunds(deals: readonly { readonly announcement: OfferAnnouncement }[]): Promise<void> {
    const { client } = this.#context;
    const remaining = BigInt(this.#record.tasks.length - this.#board.results.size - this.#board.failures.size);
    const { work } = this.#record.template.limits;
    let neededWei = 0n;
    let grantedWei = 0n;
    for (const { announcement } of deals) {
      const wei = escrowWeiUp(remaining * work, announcement.offer.priceWeiPerGwu);
      if (wei > neededWei) neededWei = wei;
      grantedWei += announcement.capability.tab?.maxUnpaidWei ?? 0n;
    }
    if (grantedWei < neededWei) neededWei = grantedWei;
    for (const { amountWei } of this.#owed()) neededWei += amountWei;
    const { availableWei } = await this.#patiently(() => getBankAccount(client));
    if (availableWei >= neededWei) return;
    throw new SuanliError('JOB_FUNDS_TOO_SMALL', {
      parameters: { needed: formatEther(neededWei), available: formatEther(availableWei) },
    });
  }

  /** Capable offers of providers that grant tabs: for the first one it waits long, for the wanted number a little more. */
  async #findOffers(count: number, signal: AbortSignal): Promise<readonly OfferAnnouncement[]> {
    const { client, network } = this.#context;
    const { request, template, payment } = this.#record;
    const startedAt = Date.now();
    const chainTime = await this.#patiently(() => getChainTime(client));
    const unsubscribe = network.offers.subscribe(() => this.#wake());
    const needs = {
      requester: request.requester,
      limits: template.limits,
      maxPriceWeiPerGwu: request.maxPriceWeiPerGwu,
      depositWei: 0n,
      minStakeWei: 0n,
      bountyWei: 0n,
      answerBlocks: 2 ** 32 - 1,
      windowBlocks: 0,
      openBySeconds: chainTime + 30n,
      excluded: this.#excluded,
    };
    try {
      await network.offers
        .refresh({ signal: AbortSignal.any([signal, AbortSignal.timeout(this.#patience.moreOffersMs)]) })
        .catch(() => 0);
      for (;;) {
        throwIfAborted(signal);
        if (this.#board.finished) return [];
        const offers = network.offers.list();
        this.#matches = matchOffers(offers, needs);
        const granting = matchOffers(
          offers.filter((offer) => this.#grants(offer)),
          needs,
        ).capable.slice(0, count);
        const waitedMs = Date.now() - startedAt;
        const isLate = waitedMs >= this.#patience.moreOffersMs;
        if (granting.length >= count || (granting.length > 0 && isLate)) {
          const serving = Math.min(count, this.#matches.capable.length);
          const isEnough = payment?.method !== 'auto' || this.#holdJob(granting, serving);
          if (isEnough) return granting;
          if (isLate) return [];
        }
        // With deals on chain nobody waits for tabs longer than for a better offer.
        if (payment?.method === 'auto' && isLate && this.#matches.capable.length > 0) return [];
        if (waitedMs >= this.#patience.offersMs) return [];
        await this.#nextChange();
      }
    } finally {
      unsubscribe();
    }
  }

  /** Whether an offer's tab holds one task of the job at least. */
  #grants({ offer, capability }: OfferAnnouncement): boolean {
    const taskWei = escrowWeiUp(this.#record.template.limits.work, offer.priceWeiPerGwu);
    return capability.tab !== undefined && offer.resourceId === 0n && capability.tab.maxUnpaidWei >= taskWei;
  }

  /** Whether as many providers would serve as by escrow, each with room for its share at once. */
  #holdJob(granting: readonly OfferAnnouncement[], serving: number): boolean {
    if (granting.length < serving) return false;
    const remaining = this.#record.tasks.length - this.#board.results.size - this.#board.failures.size;
    const share = BigInt(Math.ceil(remaining / granting.length)) * this.#record.template.limits.work;
    return granting.every(
      ({ offer, capability }) =>
        (capability.tab?.maxUnpaidWei ?? 0n) >= escrowWeiUp(share, offer.priceWeiPerGwu) && offer.maxWork >= share,
    );
  }

  #start(part: {
    readonly dealId: Hex;
    readonly deal: Deal;
    readonly announcement: OfferAnnouncement;
    readonly index: number;
    readonly known: readonly ReceiptLeaf[];
    readonly resumed: boolean;
  }): void {
    const { client, network, store } = this.#context;
    const { dealId, deal, announcement, index, known, resumed } = part;
    const { tab: order, template } = this.#record;
    if (!order) throw new RangeError('no order');
    const { provider } = deal;
    const account = new TabAccount({
      order: {
        offer: announcement.offer,
        offerSignature: announcement.signature,
        request: order.request,
        requestSignature: order.signature,
        index,
      },
      taskWork: template.limits.work,
      onPayment: ({ payment, countedWei, refusal }) => {
        if (payment === undefined) return;
        if (countedWei !== undefined) {
          this.#payer.counted(payment, provider).catch((error: unknown) => this.#fail(error));
        } else if (refusal?.code === 'TAB_PAYMENT_WRONG') {
          // The chain has it: a provider that does not see it would want to be paid twice.
          this.#exclude(provider);
          runner.ban(new SuanliError('TAB_PAYMENT_WRONG', { parameters: refusal.parameters }));
        }
      },
      onReady: () => {
        for (const payment of [...this.#earlier, ...this.#payer.payments]) this.#announce(payment, runner);
      },
    });
    const startedAt = new Map<number, number>();
    const runner: DealRunner = new DealRunner({
      dealId,
      deal,
      announcement,
      job: this.#record,
      domain: client.domain,
      network,
      board: this.#board,
      resumed,
      tab: account,
      signOpening: (id) => signOpening(client, { opening: { dealId: id, peerId: network.peerId } }),
      known,
      reconnectMs: this.#patience.reconnectMs,
      liveRunners: () => Math.max(1, this.#live().length),
      hasOthers: (task) =>
        this.#live().some(
          ({ runner: other }) =>
            other.dealId !== dealId && other.state === 'ready' && other.hasBudget && !other.avoids(task),
        ),
      mayExecute: () => true,
      complete: ({ taskIndex }) => void this.#board.complete(taskIndex, dealId),
      saveReceipts: async (receipts) => {
        const now = Date.now();
        for (const { taskIndex } of receipts.batch.leaves) {
          const sentAt = startedAt.get(taskIndex);
          if (sentAt !== undefined) this.#durationsMs.push(now - sentAt);
        }
        if (this.#durationsMs.length > 1_000) this.#durationsMs.splice(0, 500);
        try {
          await store.saveReceipts(this.#record.jobId, receipts);
        } catch (error) {
          // The requester's own disk: no provider is to blame, and no other one would do better.
          this.#fail(error);
          throw error;
        }
      },
      onChange: () => {
        for (const [task, sentAt] of runner.inFlight) startedAt.set(task, sentAt);
        this.#changed();
      },
    });
    this.#sessions.set(dealId, { runner, account, fullSinceMs: undefined });
    this.#running.push(runner.run());
  }

  #live(): Session[] {
    return [...this.#sessions.values()].filter(({ runner }) => runner.live);
  }

  #exclude(provider: Address): void {
    this.#excluded.add(provider.toLowerCase() as Address);
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

  #setStep(step: JobProgress['step']): void {
    if (this.#step === step) return;
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
    const deals = [...this.#sessions.values()].map(({ runner }) => ({
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

function isSame(a: Address, b: Address): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new SuanliError('JOB_ABORTED', { cause: signal.reason });
}
