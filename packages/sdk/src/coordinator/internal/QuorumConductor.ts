import {
  dealTypes,
  escrowWeiUp,
  isSuanliError,
  merkleSumRoot,
  type OfferAnnouncement,
  paymentWeiDown,
  quorumAbi,
  SuanliError,
} from '@suanli/protocol';
import { type Address, formatEther, type Hex, isAddressEqual, recoverTypedDataAddress } from 'viem';
import { getBankAccount } from '../../actions/bank/getBankAccount.ts';
import { moduleConsent } from '../../actions/bank/moduleConsent.ts';
import { signOpening } from '../../actions/broker/signOpening.ts';
import { getBlockNumber } from '../../actions/chain/getBlockNumber.ts';
import { getChainTime } from '../../actions/chain/getChainTime.ts';
import { cancelQuorum } from '../../actions/quorum/cancelQuorum.ts';
import { expireQuorum } from '../../actions/quorum/expireQuorum.ts';
import { finalizeQuorum } from '../../actions/quorum/finalizeQuorum.ts';
import { getContributors } from '../../actions/quorum/getContributors.ts';
import { getQuorum } from '../../actions/quorum/getQuorum.ts';
import { getQuorumResult, type QuorumResult } from '../../actions/quorum/getQuorumResult.ts';
import { getQuorumStatus } from '../../actions/quorum/getQuorumStatus.ts';
import { openQuorum } from '../../actions/quorum/openQuorum.ts';
import type { Quorum } from '../../actions/quorum/Quorum.ts';
import { quorumDomain } from '../../actions/quorum/quorumDomain.ts';
import { quorumSeatDeal } from '../../actions/quorum/quorumSeatDeal.ts';
import { quorumSeatId } from '../../actions/quorum/quorumSeatId.ts';
import { readContract } from '../../client/internal/readContract.ts';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { JobProgress } from '../JobProgress.ts';
import type { DealRecord, JobRecord, QuorumRecord, ReceiptRecord } from '../JobRecord.ts';
import type { JobResult } from '../JobResult.ts';
import type { JobStore } from '../JobStore.ts';
import { matchOffers, type OfferMatches } from '../matchOffers.ts';
import type { JobContext, JobPatience, RunJobOptions } from '../runJob.ts';
import { DealRunner } from './DealRunner.ts';
import { reportJob } from './reportJob.ts';
import { TaskBoard, type TaskFailure } from './TaskBoard.ts';

const mostQuorums = 2;
const maxAttemptsPerTask = 3;
const tickMs = 200;

type Context = Omit<JobContext, 'store'> & { readonly store: JobStore };

/** One provider's part: all tasks of the job, on a board of its own. */
interface Seat {
  readonly provider: Address;
  readonly board: TaskBoard;
  readonly runner: DealRunner;
  /** Receipts as they came; outputs are kept apart, by their hashes. */
  readonly batches: ReceiptRecord['batch'][];
}

/** Why a quorum without a result had none. */
interface Fruitless {
  readonly useless: readonly Address[];
}

/**
 * Carries a job that a quorum verifies from offers to its end: every seat gets every task; providers contribute by
 * themselves; then the agreed result is revealed, and its outputs are the job's.
 *
 * No output is stored before the chain has an agreed result: until then nobody knows which ones are right. A new one
 * takes the place of one that died with its process: providers send all they have once more.
 */
export class QuorumConductor {
  readonly #context: Context;
  readonly #patience: Required<Pick<JobPatience, 'offersMs' | 'moreOffersMs' | 'reconnectMs' | 'answerMs' | 'chainMs'>>;
  readonly #options: RunJobOptions;
  readonly #excluded = new Set<Address>();
  /** Output hash → encoded output: equal ones are kept once. */
  readonly #outputs = new Map<Hex, Uint8Array>();
  readonly #failures = new Map<number, TaskFailure>();
  readonly #reasons = new Map<Hex, string | undefined>();
  readonly #accepted = new Map<number, Hex>();
  readonly #running: Promise<void>[] = [];
  #seats: readonly Seat[] = [];
  #record: JobRecord;
  #step: JobProgress['step'] = 'offers';
  #matches: OfferMatches = { capable: [], incapable: [] };
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
      answerMs: patience.answerMs ?? 10_000,
      chainMs: patience.chainMs ?? 120_000,
    };
  }

  /** Runs until a result is agreed on, or two quorums had none. */
  async run(): Promise<JobResult> {
    const signal = this.#options.signal ?? new AbortController().signal;
    const onAbort = () => this.#wake();
    signal.addEventListener('abort', onAbort);
    try {
      const agreed = await this.#agree(signal);
      if (!agreed) {
        const code = this.#record.cancelled ? 'JOB_CANCELLED' : 'QUORUM_NO_CONSENSUS';
        for (const { index } of this.#record.tasks) this.#failures.set(index, { kind: 'provider', code });
      }
      await this.#save({ phase: 'ended' });
      this.#setStep('ended');
      return await reportJob(this.#context, this.#record, this.#failures, {
        mismatches: this.#matches.incapable,
        reasons: this.#reasons,
        accepted: this.#accepted,
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
      await this.#dismiss();
      await Promise.all(this.#running);
    }
  }

  async #agree(signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const quorums = this.#record.quorums ?? [];
      const last = quorums.at(-1);
      let open: Quorum | undefined;
      if (last && last.phase !== 'ended') open = await this.#reopen(last);
      if (!open) {
        if (this.#record.cancelled || quorums.length >= mostQuorums) return false;
        try {
          open = await this.#open(signal);
        } catch (error) {
          // Of a second one, the first has ended and cost nothing: that is a result.
          if (quorums.length > 0 && isSuanliError(error, 'JOB_NO_OFFERS')) return false;
          throw error;
        }
      }
      const end = await this.#serve(open, signal);
      await this.#dismiss();
      if (!('useless' in end)) return true;
      for (const provider of end.useless) this.#excluded.add(provider.toLowerCase() as Address);
    }
  }

  /** A quorum of an earlier process; undefined where it was never opened. */
  async #reopen(record: QuorumRecord): Promise<Quorum | undefined> {
    const { client } = this.#context;
    const { quorumId, terms, seats } = record;
    if (terms && seats) return { quorumId, terms, seats };
    try {
      const quorum = await this.#patiently(() => getQuorum(client, { quorumId }));
      await this.#saveOpen(quorum);
      return quorum;
    } catch (error) {
      if (!isSuanliError(error, 'QUORUM_NOT_FOUND')) throw error;
      await this.#saveQuorum(quorumId, { phase: 'ended' });
      return undefined;
    }
  }

  async #open(signal: AbortSignal): Promise<Quorum> {
    const { client } = this.#context;
    const { request, quorum: policy, jobId } = this.#record;
    if (!policy || client.account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
    const requester = client.account;
    this.#setStep('offers');
    const chosen = await this.#findOffers(policy.providers, signal);
    const neededWei = chosen.reduce((sum, { offer }) => sum + escrowWeiUp(request.maxWork, offer.priceWeiPerGwu), 0n);
    const { availableWei } = await this.#patiently(() => getBankAccount(client));
    if (availableWei < neededWei) {
      throw new SuanliError('JOB_FUNDS_TOO_SMALL', {
        parameters: { needed: formatEther(neededWei), available: formatEther(availableWei) },
      });
    }
    const nonce = request.nonce + BigInt(this.#record.quorums?.length ?? 0);
    const quorumId = await this.#patiently(() =>
      readContract(client, {
        abi: quorumAbi,
        address: client.deployment.quorum,
        functionName: 'quorumIdOf',
        args: [requester, nonce],
      }),
    );
    const first = this.#record.deals.length;
    const planned: DealRecord[] = chosen.map((announcement, i) => ({
      dealId: quorumSeatId({ quorumId, provider: announcement.offer.provider }),
      index: first + i,
      announcement,
      maxWork: request.maxWork,
      phase: 'planned',
    }));
    this.#setStep('opening');
    // Saved before it is sent: its id is fixed, so that a later process finds it.
    await this.#save({
      deals: [...this.#record.deals, ...planned],
      quorums: [...(this.#record.quorums ?? []), { quorumId, nonce, phase: 'planned' }],
    });
    const { gasUsed, terms, seats } = await openQuorum(client, {
      jobHash: jobId,
      maxPriceWeiPerGwu: request.maxPriceWeiPerGwu,
      maxWork: request.maxWork,
      minStakeWei: request.minStakeWei,
      contributeBlocks: request.answerBlocks,
      revealBlocks: request.windowBlocks,
      trust: policy.trust,
      ...(policy.agreeing === undefined ? {} : { minAgreeing: policy.agreeing }),
      nonce,
      fills: chosen.map(({ offer, quorumSignature = '0x' }) => ({ offer, signature: quorumSignature })),
    });
    const quorum = { quorumId, terms, seats };
    await this.#save({ gasUsed: this.#record.gasUsed + gasUsed });
    await this.#saveOpen(quorum);
    return quorum;
  }

  /** Waits for as many providers as the quorum has seats. */
  async #findOffers(count: number, signal: AbortSignal): Promise<readonly OfferAnnouncement[]> {
    const { client, network } = this.#context;
    const { request, template } = this.#record;
    const startedAt = Date.now();
    const chainTime = await this.#patiently(() => getChainTime(client));
    const unsubscribe = network.offers.subscribe(() => this.#wake());
    try {
      await network.offers
        .refresh({ signal: AbortSignal.any([signal, AbortSignal.timeout(this.#patience.moreOffersMs)]) })
        .catch(() => 0);
      for (;;) {
        throwIfAborted(signal);
        this.#matches = matchOffers(network.offers.list(), {
          requester: request.requester,
          // All tasks go to each of them.
          limits: { ...template.limits, work: request.maxWork },
          maxPriceWeiPerGwu: request.maxPriceWeiPerGwu,
          depositWei: 0n,
          minStakeWei: request.minStakeWei,
          bountyWei: 0n,
          answerBlocks: Math.min(request.answerBlocks, request.windowBlocks),
          windowBlocks: request.answerBlocks + request.windowBlocks,
          openBySeconds: chainTime + 30n,
          excluded: this.#excluded,
          quorum: true,
        });
        const { capable, incapable } = this.#matches;
        const waitedMs = Date.now() - startedAt;
        if (capable.length >= count && (waitedMs >= this.#patience.moreOffersMs || capable.length > count)) {
          const chosen = capable.slice(0, count);
          const standing = await Promise.all(chosen.map((announcement) => this.#canServe(announcement)));
          if (standing.every((good) => good)) return chosen;
          for (const [i, { offer }] of chosen.entries()) {
            if (!standing[i]) this.#excluded.add(offer.provider.toLowerCase() as Address);
          }
          continue;
        }
        if (waitedMs >= this.#patience.offersMs) {
          throw new SuanliError('JOB_NO_OFFERS', {
            parameters: { offers: incapable.length + capable.length, waitedMs },
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

  /** Whether the chain would take an offer into a quorum now. */
  async #canServe({ offer, quorumSignature }: OfferAnnouncement): Promise<boolean> {
    const { client } = this.#context;
    if (quorumSignature === undefined) return false;
    const signer = await recoverTypedDataAddress({
      domain: quorumDomain(client.deployment),
      types: { Offer: dealTypes.Offer },
      primaryType: 'Offer',
      message: offer,
      signature: quorumSignature,
    }).catch(() => undefined);
    if (!signer || !isAddressEqual(signer, offer.provider)) return false;
    const [used, account, consent] = await this.#patiently(() =>
      Promise.all([
        readContract(client, {
          abi: quorumAbi,
          address: client.deployment.quorum,
          functionName: 'nonceUsage',
          args: [offer.provider, offer.nonce],
        }),
        getBankAccount(client, { account: offer.provider }),
        moduleConsent(client, { modules: ['quorum'] }),
      ]),
    );
    return used < offer.volume && account.availableWei >= offer.stakeWei && (account.consentModules & consent) !== 0;
  }

  /** Sees a quorum to its end. What it does follows from the chain and from the receipts at hand alone. */
  async #serve(quorum: Quorum, signal: AbortSignal): Promise<QuorumResult | Fruitless> {
    const { client } = this.#context;
    const { quorumId, terms, seats } = quorum;
    this.#seats = seats.flatMap(({ provider }) => this.#startSeat(quorum, provider) ?? []);
    const refused = new Set<string>();
    this.#setStep('running');
    for (;;) {
      throwIfAborted(signal);
      if (this.#failure !== undefined) throw this.#failure;
      const [head, { status }] = await this.#patiently(() =>
        Promise.all([getBlockNumber(client), getQuorumStatus(client, { quorumId })]),
      );
      if (status === 'finalized') {
        const result = await this.#patiently(() => getQuorumResult(client, { quorum }));
        if (result) return await this.#takeResult(quorum, result, signal);
      } else if (status !== 'open') {
        await this.#endSeats(quorum, undefined);
        // Others may have ended it since the last look, and the chain forgets contributions then.
        const events = await this.#patiently(() =>
          readEvents(client, {
            abi: quorumAbi,
            address: client.deployment.quorum,
            eventName: 'QuorumContributed',
            args: { id: quorumId },
          }),
        );
        const contributors = events.map(({ args }) => args.provider);
        const silent = seats.map(({ provider }) => provider).filter((provider) => !has(contributors, provider));
        return { useless: contributors.length >= terms.minAgreeing ? seats.map((seat) => seat.provider) : silent };
      } else {
        const now = Date.now();
        for (const { runner } of this.#seats) {
          runner.dropWhereOverdue(now);
          runner.pump();
        }
        const contributors = await this.#patiently(() => getContributors(client, { quorum }));
        await this.#advance(quorum, { head, contributors, refused });
      }
      await this.#nextChange();
    }
  }

  /** Takes the next step on chain, where one is due. */
  async #advance(
    quorum: Quorum,
    at: { readonly head: bigint; readonly contributors: readonly Address[]; readonly refused: Set<string> },
  ): Promise<void> {
    const { client } = this.#context;
    const { terms, seats } = quorum;
    const { head, contributors, refused } = at;
    const complete = this.#seats.filter((seat) => this.#isComplete(seat));
    const isClosed = contributors.length === seats.length || head >= terms.contributeDeadlineBlock;
    if (!isClosed) {
      if (complete.length === this.#seats.length) this.#setStep('answering');
      const possible = this.#seats.filter((seat) => seat.runner.live || this.#isComplete(seat)).length;
      if (contributors.length === 0 && (this.#record.cancelled || possible < terms.minAgreeing)) {
        await this.#send(() => cancelQuorum(client, { quorum }));
      }
      return;
    }
    if (head >= terms.revealDeadlineBlock) {
      await this.#send(() => expireQuorum(client, { quorum }));
      return;
    }
    this.#setStep('settling');
    const groups = new Map<string, { root: Hex; work: bigint; size: number }>();
    for (const seat of complete) {
      if (!has(contributors, seat.provider)) continue;
      const { root, totalWork } = rootOf(seat);
      const key = `${root}/${totalWork}`;
      groups.set(key, { root, work: totalWork, size: (groups.get(key)?.size ?? 0) + 1 });
    }
    // Which group weighs enough the contract says; the largest is asked about first, since one of them at most is agreed on.
    for (const [key, { root, work }] of [...groups].sort(([, a], [, b]) => b.size - a.size)) {
      if (refused.has(key)) continue;
      const sent = await this.#send(() => finalizeQuorum(client, { quorum, root, work }));
      if (sent === 'QUORUM_NO_CONSENSUS' || sent === 'QUORUM_NOBODY_KNEW_RESULT') refused.add(key);
      else return;
    }
  }

  /** Sends; what another party's transaction or the clock forestalled is told by the next look at the chain. */
  async #send(call: () => Promise<{ readonly gasUsed: bigint }>): Promise<string | undefined> {
    try {
      const { gasUsed } = await this.#patiently(call);
      await this.#save({ gasUsed: this.#record.gasUsed + gasUsed });
      return undefined;
    } catch (error) {
      if (!isSuanliError(error)) throw error;
      const isForestalled = error.code.startsWith('QUORUM_') || error.code.startsWith('CHAIN_TRANSACTION_');
      if (!isForestalled) throw error;
      return error.code;
    }
  }

  /** Stores the outputs of the agreed result, and nobody else's. */
  async #takeResult(quorum: Quorum, result: QuorumResult, signal: AbortSignal): Promise<QuorumResult> {
    const deadline = Date.now() + this.#patience.answerMs;
    const isRight = (seat: Seat) => {
      if (!has(result.right, seat.provider) || !this.#isComplete(seat)) return false;
      const { root, totalWork } = rootOf(seat);
      return root === result.root && totalWork === result.work;
    };
    let winner = this.#seats.find(isRight);
    while (!winner && this.#seats.some(({ runner }) => runner.live) && Date.now() < deadline) {
      // After a restart, the providers send again what they have.
      throwIfAborted(signal);
      await this.#nextChange();
      winner = this.#seats.find(isRight);
    }
    const { store } = this.#context;
    for (const seat of this.#seats) {
      for (const batch of seat.batches) {
        const outputs = new Map<number, Uint8Array>();
        if (seat === winner) {
          for (const { taskIndex, outputHash } of batch.leaves) {
            const output = this.#outputs.get(outputHash);
            if (output) outputs.set(taskIndex, output);
          }
        }
        await store.saveReceipts(this.#record.jobId, { batch, outputs, replaces: new Set(outputs.keys()) });
      }
    }
    for (const { index } of this.#record.tasks) {
      if (winner) this.#accepted.set(index, winner.runner.dealId);
      else this.#failures.set(index, { kind: 'provider', code: 'JOB_PROVIDER_SILENT' });
    }
    for (const { provider, runner } of this.#seats) {
      const { dealId } = runner;
      if (has(result.wrong, provider)) this.#reasons.set(dealId, 'RECEIPT_WRONG');
      else if (!has(result.right, provider)) this.#reasons.set(dealId, runner.reason?.code ?? 'JOB_PROVIDER_SILENT');
    }
    await this.#endSeats(quorum, result);
    return result;
  }

  async #endSeats({ quorumId, seats }: Quorum, result: QuorumResult | undefined): Promise<void> {
    const ended = new Map(seats.map((seat) => [quorumSeatId({ quorumId, provider: seat.provider }), seat]));
    const deals = this.#record.deals.map((deal): DealRecord => {
      const seat = ended.get(deal.dealId);
      if (!seat) return deal;
      const right = result !== undefined && has(result.right, seat.provider);
      const paidWei = right ? paymentWeiDown(result.work, seat.priceWeiPerGwu) : 0n;
      // Neither what was wrong nor what was never contributed counts.
      return { ...deal, phase: 'ended', paidWei, refuted: !right };
    });
    await this.#save({ deals });
    await this.#saveQuorum(quorumId, { phase: 'ended' });
  }

  #startSeat(quorum: Quorum, provider: Address): Seat | undefined {
    const { client, network } = this.#context;
    const dealId = quorumSeatId({ quorumId: quorum.quorumId, provider });
    const announcement = this.#record.deals.find((deal) => deal.dealId === dealId)?.announcement;
    if (!announcement) return undefined;
    const board = new TaskBoard(this.#record.tasks.length, { maxAttempts: maxAttemptsPerTask });
    const batches: ReceiptRecord['batch'][] = [];
    const runner = new DealRunner({
      dealId,
      deal: quorumSeatDeal(quorum, provider),
      announcement,
      job: this.#record,
      domain: client.domain,
      network,
      board,
      // An earlier process may have served it: what its provider has of it is welcome.
      resumed: true,
      signOpening: (id) => signOpening(client, { opening: { dealId: id, peerId: network.peerId } }),
      known: [],
      reconnectMs: this.#patience.reconnectMs,
      liveRunners: () => 1,
      hasOthers: () => false,
      mayExecute: () => true,
      complete: ({ taskIndex }) => void board.complete(taskIndex, dealId),
      saveReceipts: async ({ batch, outputs }) => {
        batches.push(batch);
        for (const { taskIndex, outputHash } of batch.leaves) {
          const output = outputs.get(taskIndex);
          if (output && !this.#outputs.has(outputHash)) this.#outputs.set(outputHash, output);
        }
      },
      onChange: () => this.#changed(),
    });
    this.#running.push(runner.run());
    return { provider, board, runner, batches };
  }

  #isComplete({ runner }: Seat): boolean {
    return runner.leaves.size === this.#record.tasks.length && !runner.busy;
  }

  async #dismiss(): Promise<void> {
    for (const { runner } of this.#seats) {
      if (!this.#reasons.has(runner.dealId)) this.#reasons.set(runner.dealId, runner.reason?.code);
    }
    await Promise.all(this.#seats.map(({ runner }) => runner.stop()));
    this.#seats = [];
  }

  async #saveOpen(quorum: Quorum): Promise<void> {
    const { quorumId, terms, seats } = quorum;
    const opened = new Map(seats.map(({ provider }) => [quorumSeatId({ quorumId, provider }), provider]));
    const deals = this.#record.deals.map((deal): DealRecord => {
      const provider = opened.get(deal.dealId);
      return provider ? { ...deal, phase: 'open', deal: quorumSeatDeal(quorum, provider) } : deal;
    });
    await this.#save({ deals });
    await this.#saveQuorum(quorumId, { phase: 'open', terms, seats });
  }

  async #saveQuorum(quorumId: Hex, change: Partial<QuorumRecord>): Promise<void> {
    const quorums = (this.#record.quorums ?? []).map((quorum) =>
      quorum.quorumId === quorumId ? { ...quorum, ...change } : quorum,
    );
    await this.#save({ quorums });
  }

  async #save(change: Partial<JobRecord>): Promise<void> {
    this.#record = { ...this.#record, ...change };
    await this.#context.store.saveJob(this.#record);
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
      this.#failure ??= error;
    }
  }

  #progress(): JobProgress {
    const deals = this.#seats.map(({ runner }) => ({
      dealId: runner.dealId,
      provider: runner.deal.provider,
      state: runner.state,
      ...(runner.reason === undefined ? {} : { reason: runner.reason.code }),
      tasksDone: runner.leaves.size,
      tasksInFlight: runner.inFlight.size,
      work: runner.workDone,
      costWei: paymentWeiDown(runner.workDone, runner.deal.priceWeiPerGwu),
    }));
    const present = this.#seats.filter(({ runner }) => runner.live).map(({ runner }) => runner.leaves.size);
    return {
      jobId: this.#record.jobId,
      step: this.#step,
      tasks: this.#record.tasks.length,
      // So many does every provider have that is still there; nobody knows before the end who agrees.
      tasksDone: this.#accepted.size > 0 ? this.#accepted.size : Math.min(...(present.length > 0 ? present : [0])),
      tasksFailed: this.#failures.size,
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

function has(providers: readonly Address[], provider: Address): boolean {
  return providers.some((other) => isAddressEqual(other, provider));
}

function rootOf({ runner }: Seat): { root: Hex; totalWork: bigint } {
  return merkleSumRoot([...runner.leaves.values()].sort((a, b) => a.taskIndex - b.taskIndex));
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new SuanliError('JOB_ABORTED', { cause: signal.reason });
}
