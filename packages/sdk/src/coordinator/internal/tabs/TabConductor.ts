import {
  type Deal,
  dealIdOf,
  escrowWeiUp,
  hashRequest,
  type OfferAnnouncement,
  paymentWeiDown,
  type ReceiptLeaf,
  type Request,
  SuanliError,
  tabDeal,
  tabPolicy,
} from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { signRequest } from '../../../actions/broker/signRequest.ts';
import { getBlockNumber } from '../../../actions/chain/getBlockNumber.ts';
import type { DealRecord, JobRecord } from '../../JobRecord.ts';
import type { JobResult } from '../../JobResult.ts';
import { matchOffers } from '../../matchOffers.ts';
import type { PaymentRecord } from '../../PaymentRecord.ts';
import type { JobPatience, RunJobOptions } from '../../runJob.ts';
import type { DealRunner } from '../DealRunner.ts';
import { findOffers } from '../findOffers.ts';
import { JobRun, type StoredJobContext } from '../JobRun.ts';
import { reportJob } from '../reportJob.ts';
import { type ServedDeal, SharedBoard } from '../SharedBoard.ts';
import { owedPayouts } from './owedPayouts.ts';
import { drawMarginBlocks } from './sendPayment.ts';
import { TabAccount } from './TabAccount.ts';
import { announcementOf, drawBlockOf, TabPayer } from './TabPayer.ts';

const mostSessionsPerProvider = 6;
const mostPaymentRounds = 5;

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
  readonly #run: JobRun;
  readonly #shared: SharedBoard;
  readonly #payer: TabPayer;
  readonly #sessions = new Map<Hex, Session>();
  /** Work of deals by stored receipts, of those that no runner of this process serves. */
  readonly #storedWork = new Map<Hex, bigint>();
  /** Payments of this requester's other jobs that some provider may not know of. */
  #earlier: readonly PaymentRecord[] = [];
  #paying: Promise<void> | undefined;

  constructor(context: StoredJobContext, record: JobRecord, patience: JobPatience, options: RunJobOptions) {
    const run = new JobRun(context, record, patience, options);
    this.#run = run;
    this.#shared = new SharedBoard(run, {
      store: (receipts) => context.store.saveReceipts(record.jobId, receipts),
      complete: ({ taskIndex }, dealId) => void this.#shared.board.complete(taskIndex, dealId),
    });
    this.#payer = new TabPayer({
      client: context.client,
      terms: record.payment ?? {},
      payments: record.payments ?? [],
      save: (payments) => run.save({ payments }),
      patiently: (call) => run.patiently(call),
    });
  }

  /** Runs to the end; undefined where tabs do not serve the job, or its rest, and escrow may: then nothing is owed any more. */
  run(): Promise<JobResult | undefined> {
    return this.#run.conduct({
      work: () => this.#conduct(),
      progress: () => this.#shared.progress,
      end: async () => {
        await this.#shared.stop();
        await this.#paying?.catch(() => undefined);
      },
    });
  }

  async #conduct(): Promise<JobResult | undefined> {
    const run = this.#run;
    const { board } = this.#shared;
    await this.#restore();
    let isServed = true;
    if (run.record.phase === 'running') {
      if (run.record.cancelled) board.abandon({ kind: 'user', code: 'JOB_CANCELLED' });
      else isServed = await this.#serveOrPay();
    }
    if (isServed) await run.save({ phase: 'settling' });
    await this.#settle();
    if (!isServed) return undefined;
    await run.save({ phase: 'ended' });
    run.setStep('ended');
    return await reportJob(run.context, run.record, board.failures, {
      mismatches: run.matches.incapable,
      reasons: this.#shared.reasons,
      accepted: board.results,
    });
  }

  /** Brings a saved record's sessions, receipts and payments back. */
  async #restore(): Promise<void> {
    const { store } = this.#run.context;
    const jobs = await store.listJobs();
    this.#earlier = jobs
      .filter(({ jobId }) => jobId !== this.#run.record.jobId)
      .flatMap(({ payments }) => payments ?? []);
    if (this.#run.record.deals.length === 0) return;
    const receipts = new Map<Hex, Map<number, ReceiptLeaf>>();
    for (const { dealId, leaves } of await store.loadReceipts(this.#run.record.jobId)) {
      const mine = receipts.get(dealId) ?? new Map<number, ReceiptLeaf>();
      receipts.set(dealId, mine);
      for (const leaf of leaves) {
        mine.set(leaf.taskIndex, leaf);
        this.#shared.board.complete(leaf.taskIndex, dealId);
      }
    }
    for (const { dealId, deal, announcement, index, phase } of this.#run.record.deals) {
      const leaves = [...(receipts.get(dealId)?.values() ?? [])];
      this.#storedWork.set(
        dealId,
        leaves.reduce((sum, { work }) => sum + work, 0n),
      );
      if (phase === 'open' && deal?.policy === tabPolicy) {
        this.#start({ dealId, deal, announcement, index, known: leaves, resumed: true });
      }
    }
    await this.#payer.resume((payment) => this.#tell(payment), this.#run.signal);
  }

  /** Whoever has worked is paid, also where the rest cannot be done. */
  async #serveOrPay(): Promise<boolean> {
    try {
      return await this.#serve();
    } catch (error) {
      if (!this.#run.signal.aborted) {
        await this.#paying;
        await this.#pay().catch(() => undefined);
      }
      throw error;
    }
  }

  /** Runs the tasks; false where tabs do not serve and escrow may. */
  async #serve(): Promise<boolean> {
    const mayEscrow = this.#run.record.payment?.method === 'auto';
    if (this.#sessions.size === 0 && !(await this.#open(this.#run.record.providers))) {
      if (mayEscrow) return false;
      throw new SuanliError('JOB_NO_TABS', { parameters: { offers: this.#run.matches.capable.length } });
    }
    this.#run.setStep('running');
    const { board } = this.#shared;
    let stalledSinceMs: number | undefined;
    while (!board.finished) {
      this.#run.throwIfOver();
      this.#shared.advance();
      this.#payWhereDue();
      const now = Date.now();
      if ([...this.#sessions.values()].some((session) => this.#isOfUse(session, now)) || board.finished) {
        stalledSinceMs = undefined;
      } else {
        stalledSinceMs ??= now;
        for (const { runner } of this.#sessions.values()) this.#run.exclude(runner.deal.provider);
        if (await this.#open(1)) stalledSinceMs = undefined;
        else if (mayEscrow) return false;
        else if (now - stalledSinceMs > this.#run.patience.offersMs) {
          throw new SuanliError('JOB_STALLED', { parameters: { deals: this.#run.record.deals.length } });
        }
      }
      await this.#run.nextChange();
    }
    this.#shared.cancelTasks();
    return true;
  }

  /** Whether a session can be given a task, now or once its provider has counted what is paid. */
  #isOfUse(session: Session, now: number): boolean {
    const { runner } = session;
    if (runner.busy) return true;
    if (!runner.live) return false;
    // Others fill what it grants to all together, or it will not serve: nothing that this side does changes that.
    const { refusedSinceMs } = session.account;
    if (refusedSinceMs !== undefined && now - refusedSinceMs > this.#run.patience.chainMs) return false;
    if (runner.state === 'connecting' || runner.hasBudget) {
      session.fullSinceMs = undefined;
      return true;
    }
    // A payment is on its way; or the provider counts debts that were paid by earlier payments, of which it has just been told.
    session.fullSinceMs ??= now;
    return now - session.fullSinceMs <= this.#run.patience.chainMs;
  }

  /** Pays what all are owed, as soon as one is owed half of what it grants. */
  #payWhereDue(): void {
    if (this.#paying) return;
    const owed = this.#owed();
    const isDue = [...this.#sessions.values()].some(({ runner, account }) => {
      const mine = owed.find(({ provider }) => isSame(provider, runner.deal.provider))?.amountWei ?? 0n;
      if (mine === 0n || account.limitWei === undefined) return false;
      return 2n * mine >= account.limitWei || (runner.state === 'ready' && !runner.busy && !runner.hasBudget);
    });
    if (!isDue) return;
    this.#paying = this.#pay()
      .catch((error: unknown) => this.#run.fail(error))
      .finally(() => {
        this.#paying = undefined;
        this.#run.wake();
      });
  }

  /** @param mayDraw false where nobody is told any more */
  async #pay(mayDraw = true): Promise<void> {
    const present = new Set(
      [...this.#sessions.values()]
        .filter(({ runner }) => runner.state === 'ready')
        .map(({ runner }) => runner.deal.provider.toLowerCase()),
    );
    await this.#payer.pay(
      {
        payouts: this.#owed(),
        isPresent: (provider) => mayDraw && present.has(provider.toLowerCase()),
        onPaid: (payment) => this.#tell(payment),
      },
      this.#run.signal,
    );
  }

  #owed(): ReturnType<typeof owedPayouts> {
    const payments = this.#payer.payments;
    return owedPayouts({ ...this.#run.record, payments }, (dealId) => this.#workOf(dealId));
  }

  #workOf(dealId: Hex): bigint {
    return this.#sessions.get(dealId)?.runner.workDone ?? this.#storedWork.get(dealId) ?? 0n;
  }

  #tell(payment: PaymentRecord, to?: DealRunner): void {
    this.#announce(payment, to).catch((error: unknown) => this.#run.fail(error));
  }

  /** Tells those that it pays; who is not there is told when it is back, of a lottery only if that is in time. */
  async #announce(payment: PaymentRecord, to?: DealRunner): Promise<void> {
    const drawBlock = drawBlockOf(payment);
    const isLate = drawBlock !== undefined && (await this.#head()) + drawMarginBlocks >= drawBlock;
    for (const { runner } of this.#sessions.values()) {
      if (to && runner !== to) continue;
      const { provider } = runner.deal;
      const message = announcementOf(payment, provider);
      const { counted, missed = [] } = this.#payer.current(payment) ?? payment;
      // What was found to be too late may be owed, and paid, in another way by now.
      const isSettled = [...counted, ...missed].includes(provider.toLowerCase() as Address);
      if (!message || isSettled) continue;
      if (isLate) await this.#payer.notePassed(payment, [provider]);
      else if ((await runner.announce(message)) && drawBlock !== undefined) await this.#payer.told(payment, provider);
    }
  }

  #head(): Promise<bigint> {
    return this.#run.patiently(() => getBlockNumber(this.#run.context.client));
  }

  /** Finishes with all providers, pays the rest, and waits a little until they have counted it. */
  async #settle(): Promise<void> {
    this.#run.setStep('answering');
    await Promise.all(
      [...this.#sessions.values()].map(({ runner }) => runner.finish(this.#run.patience.answerMs, this.#run.signal)),
    );
    this.#run.throwIfAborted();
    this.#run.setStep('settling');
    await this.#paying;
    this.#run.throwIfOver();
    await this.#payAll();
    const deadline = Date.now() + this.#run.patience.answerMs;
    while (
      Date.now() < deadline &&
      !this.#run.signal.aborted &&
      this.#payer.payments.some((each) => this.#isAwaited(each))
    ) {
      await this.#run.nextChange();
    }
    // Nobody is told by this job any more: who has not heard of a lottery is paid in another way.
    for (const payment of this.#payer.payments) {
      if (payment.method === 'lottery') {
        await this.#payer.notePassed(
          payment,
          payment.payouts.map(({ provider }) => provider),
        );
      }
    }
    await this.#payAll(false);
    const paidWei = (deal: DealRecord) =>
      deal.deal ? paymentWeiDown(this.#workOf(deal.dealId), deal.deal.priceWeiPerGwu) : 0n;
    const deals = this.#run.record.deals.map((deal) =>
      deal.phase === 'open' ? { ...deal, phase: 'ended' as const, paidWei: paidWei(deal) } : deal,
    );
    await this.#run.save({ deals });
  }

  /** Pays until nothing is owed: receipts may come while others are paid. */
  async #payAll(mayDraw = true): Promise<void> {
    for (let round = 0; round < mostPaymentRounds && this.#owed().length > 0; round++) await this.#pay(mayDraw);
  }

  /** Whether a provider that is there has still to count a payment. */
  #isAwaited({ payouts, counted, missed = [], transaction }: PaymentRecord): boolean {
    if (transaction === undefined) return false;
    const over = new Set([...counted, ...missed]);
    return payouts.some(({ provider }) => {
      if (over.has(provider.toLowerCase() as Address)) return false;
      return [...this.#sessions.values()].some(({ runner }) => runner.live && isSame(runner.deal.provider, provider));
    });
  }

  /** Starts sessions with up to `count` providers that grant enough; false where none does. */
  async #open(count: number): Promise<boolean> {
    const { client, network } = this.#run.context;
    this.#run.setStep('offers');
    const chosen = await this.#findOffers(count);
    if (chosen.length === 0) return false;
    if (this.#run.record.deals.length + chosen.length > this.#run.record.providers * mostSessionsPerProvider) {
      if (this.#run.record.payment?.method === 'auto') return false;
      throw new SuanliError('JOB_STALLED', { parameters: { deals: this.#run.record.deals.length } });
    }
    const order = this.#run.record.tab ?? (await this.#signOrder());
    const requestHash = hashRequest(client.domain, order.request);
    const first = this.#run.record.deals.length;
    const added = chosen.map((announcement, i): DealRecord & { readonly deal: Deal } => {
      const deal = tabDeal({ offer: announcement.offer, request: order.request });
      const index = first + i;
      return { dealId: dealIdOf(requestHash, index), index, announcement, maxWork: deal.maxWork, deal, phase: 'open' };
    });
    await this.#requireFunds(added);
    // Saved before anything is sent: what providers then work for is known to whoever carries on.
    await this.#run.save({ tab: order, deals: [...this.#run.record.deals, ...added] });
    for (const { dealId, deal, announcement, index } of added) {
      const [address] = announcement.capability.addresses;
      if (address !== undefined) network.connect(address, { signal: this.#run.signal }).catch(() => undefined);
      this.#start({ dealId, deal, announcement, index, known: [], resumed: false });
    }
    this.#run.setStep('running');
    return true;
  }

  /** The request that stands in for deals: of volume 0, so that it can never be opened on chain. */
  async #signOrder(): Promise<{ request: Request; signature: Hex }> {
    const { client } = this.#run.context;
    const request: Request = {
      ...this.#run.record.request,
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
    const remaining = BigInt(this.#shared.remaining);
    const { work } = this.#run.record.template.limits;
    let neededWei = 0n;
    let grantedWei = 0n;
    for (const { announcement } of deals) {
      const wei = escrowWeiUp(remaining * work, announcement.offer.priceWeiPerGwu);
      if (wei > neededWei) neededWei = wei;
      grantedWei += announcement.capability.tab?.maxUnpaidWei ?? 0n;
    }
    if (grantedWei < neededWei) neededWei = grantedWei;
    for (const { amountWei } of this.#owed()) neededWei += amountWei;
    await this.#run.requireFunds(neededWei);
  }

  /** Capable offers of providers that grant tabs: for the first one it waits long, for the wanted number a little more. */
  #findOffers(count: number): Promise<readonly OfferAnnouncement[]> {
    const run = this.#run;
    const { template, payment } = run.record;
    const isAuto = payment?.method === 'auto';
    return findOffers(run, {
      needs: () => ({
        limits: template.limits,
        depositWei: 0n,
        minStakeWei: 0n,
        bountyWei: 0n,
        answerBlocks: 2 ** 32 - 1,
        windowBlocks: 0,
        excluded: run.excluded,
      }),
      choose: (waitedMs, needs) => {
        if (this.#shared.board.finished) return [];
        const offers = run.context.network.offers.list().filter((offer) => this.#grants(offer));
        const granting = matchOffers(offers, needs).capable.slice(0, count);
        const { capable } = run.matches;
        const isLate = waitedMs >= run.patience.moreOffersMs;
        if (granting.length >= count || (granting.length > 0 && isLate)) {
          if (!isAuto || this.#holdJob(granting, Math.min(count, capable.length))) return granting;
          if (isLate) return [];
        }
        // With deals on chain nobody waits for tabs longer than for a better offer.
        if (isAuto && isLate && capable.length > 0) return [];
        return waitedMs >= run.patience.offersMs ? [] : undefined;
      },
    });
  }

  /** Whether an offer's tab holds one task of the job at least. */
  #grants({ offer, capability }: OfferAnnouncement): boolean {
    const taskWei = escrowWeiUp(this.#run.record.template.limits.work, offer.priceWeiPerGwu);
    return capability.tab !== undefined && offer.resourceId === 0n && capability.tab.maxUnpaidWei >= taskWei;
  }

  /** Whether as many providers would serve as by escrow, each with room for its share at once. */
  #holdJob(granting: readonly OfferAnnouncement[], serving: number): boolean {
    if (granting.length < serving) return false;
    const remaining = this.#shared.remaining;
    const share = BigInt(Math.ceil(remaining / granting.length)) * this.#run.record.template.limits.work;
    return granting.every(
      ({ offer, capability }) =>
        (capability.tab?.maxUnpaidWei ?? 0n) >= escrowWeiUp(share, offer.priceWeiPerGwu) && offer.maxWork >= share,
    );
  }

  #start(part: Omit<ServedDeal, 'tab'> & { readonly index: number }): void {
    const { tab: order, template } = this.#run.record;
    if (!order) throw new RangeError('no order');
    const { index, ...served } = part;
    const { announcement, deal, dealId } = served;
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
          this.#payer.counted(payment, provider).catch((error: unknown) => this.#run.fail(error));
        } else if (refusal?.code === 'TAB_PAYMENT_WRONG') {
          // The chain has it: a provider that does not see it would want to be paid twice.
          this.#run.exclude(provider);
          runner.ban(new SuanliError('TAB_PAYMENT_WRONG', { parameters: refusal.parameters }));
        }
      },
      onReady: () => {
        for (const payment of [...this.#earlier, ...this.#payer.payments]) this.#tell(payment, runner);
      },
    });
    const runner: DealRunner = this.#shared.serve({ ...served, tab: account });
    this.#sessions.set(dealId, { runner, account, fullSinceMs: undefined });
  }
}

function isSame(a: Address, b: Address): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
