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
import { type Address, type Hex, isAddressEqual, recoverTypedDataAddress } from 'viem';
import { getBankAccount } from '../../actions/bank/getBankAccount.ts';
import { moduleConsent } from '../../actions/bank/moduleConsent.ts';
import { signOpening } from '../../actions/broker/signOpening.ts';
import { getBlockNumber } from '../../actions/chain/getBlockNumber.ts';
import { hasPendingTransactions } from '../../actions/chain/hasPendingTransactions.ts';
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
import type { DealRecord, JobRecord, QuorumRecord, ReceiptRecord } from '../JobRecord.ts';
import type { JobResult } from '../JobResult.ts';
import type { JobPatience, RunJobOptions } from '../runJob.ts';
import { DealRunner } from './DealRunner.ts';
import { dealsProgress } from './dealsProgress.ts';
import { findOffers, noOffers } from './findOffers.ts';
import { type ConductorProgress, JobRun, type StoredJobContext } from './JobRun.ts';
import { reportJob } from './reportJob.ts';
import { TaskBoard, type TaskFailure } from './TaskBoard.ts';

const mostQuorums = 2;
const maxAttemptsPerTask = 3;

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
  readonly #run: JobRun;
  /** Output hash → encoded output: equal ones are kept once. */
  readonly #outputs = new Map<Hex, Uint8Array>();
  readonly #failures = new Map<number, TaskFailure>();
  readonly #reasons = new Map<Hex, string | undefined>();
  readonly #accepted = new Map<number, Hex>();
  readonly #running: Promise<void>[] = [];
  #seats: readonly Seat[] = [];

  constructor(context: StoredJobContext, record: JobRecord, patience: JobPatience, options: RunJobOptions) {
    this.#run = new JobRun(context, record, patience, options);
  }

  /** Runs until a result is agreed on, or two quorums had none. */
  run(): Promise<JobResult> {
    return this.#run.conduct({
      work: () => this.#conduct(),
      progress: () => this.#progress(),
      end: async () => {
        await this.#dismiss();
        await Promise.all(this.#running);
      },
    });
  }

  async #conduct(): Promise<JobResult> {
    const run = this.#run;
    if (!(await this.#agree())) {
      const code = run.record.cancelled ? 'JOB_CANCELLED' : 'QUORUM_NO_CONSENSUS';
      for (const { index } of run.record.tasks) this.#failures.set(index, { kind: 'provider', code });
    }
    await run.save({ phase: 'ended' });
    run.setStep('ended');
    return await reportJob(run.context, run.record, this.#failures, {
      mismatches: run.matches.incapable,
      reasons: this.#reasons,
      accepted: this.#accepted,
    });
  }

  async #agree(): Promise<boolean> {
    for (;;) {
      const quorums = this.#run.record.quorums ?? [];
      const last = quorums.at(-1);
      let open: Quorum | undefined;
      if (last && last.phase !== 'ended') open = await this.#reopen(last);
      if (!open) {
        // What was never opened was no try.
        const tries = (this.#run.record.quorums ?? []).filter(({ terms }) => terms !== undefined).length;
        if (this.#run.record.cancelled || tries >= mostQuorums) return false;
        try {
          open = await this.#open();
        } catch (error) {
          // Of a second one, the first has ended and cost nothing: that is a result.
          if (tries > 0 && isSuanliError(error, 'JOB_NO_OFFERS')) return false;
          throw error;
        }
      }
      const end = await this.#serve(open);
      await this.#dismiss();
      if (!('useless' in end)) return true;
      for (const provider of end.useless) this.#run.exclude(provider);
    }
  }

  /** A quorum of an earlier process; undefined where it was never opened. */
  async #reopen(record: QuorumRecord): Promise<Quorum | undefined> {
    const { client } = this.#run.context;
    const { quorumId, terms, seats } = record;
    if (terms && seats) return { quorumId, terms, seats };
    for (;;) {
      this.#run.throwIfAborted();
      // Asked first: what is mined between the two questions is then not taken for lost.
      const isUnderWay = await this.#run.patiently(() => hasPendingTransactions(client));
      try {
        const quorum = await this.#run.patiently(() => getQuorum(client, { quorumId }));
        await this.#saveOpen(quorum);
        return quorum;
      } catch (error) {
        if (!isSuanliError(error, 'QUORUM_NOT_FOUND')) throw error;
        if (!isUnderWay) break;
      }
      await this.#run.nextChange();
    }
    await this.#saveQuorum(quorumId, { phase: 'ended' });
    return undefined;
  }

  async #open(): Promise<Quorum> {
    const { client } = this.#run.context;
    const { request, quorum: policy, jobId } = this.#run.record;
    if (!policy || client.account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
    const requester = client.account;
    this.#run.setStep('offers');
    const chosen = await this.#findOffers(policy.providers);
    const neededWei = chosen.reduce((sum, { offer }) => sum + escrowWeiUp(request.maxWork, offer.priceWeiPerGwu), 0n);
    await this.#run.requireFunds(neededWei);
    const nonce = request.nonce + BigInt(this.#run.record.quorums?.length ?? 0);
    const quorumId = await this.#run.patiently(() =>
      readContract(client, {
        abi: quorumAbi,
        address: client.deployment.quorum,
        functionName: 'quorumIdOf',
        args: [requester, nonce],
      }),
    );
    const first = this.#run.record.deals.length;
    const planned: DealRecord[] = chosen.map((announcement, i) => ({
      dealId: quorumSeatId({ quorumId, provider: announcement.offer.provider }),
      index: first + i,
      announcement,
      maxWork: request.maxWork,
      phase: 'planned',
    }));
    this.#run.setStep('opening');
    // Saved before it is sent: its id is fixed, so that a later process finds it.
    await this.#run.save({
      deals: [...this.#run.record.deals, ...planned],
      quorums: [...(this.#run.record.quorums ?? []), { quorumId, nonce, phase: 'planned' }],
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
    await this.#run.addGas(gasUsed);
    await this.#saveOpen(quorum);
    return quorum;
  }

  /** Waits for as many providers as the quorum has seats. */
  #findOffers(count: number): Promise<readonly OfferAnnouncement[]> {
    const run = this.#run;
    const { request, template } = run.record;
    return findOffers(run, {
      needs: () => ({
        // All tasks go to each of them.
        limits: { ...template.limits, work: request.maxWork },
        depositWei: 0n,
        minStakeWei: request.minStakeWei,
        bountyWei: 0n,
        answerBlocks: Math.min(request.answerBlocks, request.windowBlocks),
        windowBlocks: request.answerBlocks + request.windowBlocks,
        excluded: run.excluded,
        quorum: true,
      }),
      choose: async (waitedMs) => {
        const { capable } = run.matches;
        if (capable.length >= count && (waitedMs >= run.patience.moreOffersMs || capable.length > count)) {
          const chosen = capable.slice(0, count);
          const standing = await Promise.all(chosen.map((announcement) => this.#canServe(announcement)));
          if (standing.every((good) => good)) return chosen;
          for (const [i, { offer }] of chosen.entries()) if (!standing[i]) run.exclude(offer.provider);
        } else if (waitedMs >= run.patience.offersMs) {
          throw noOffers(run, waitedMs);
        }
        return undefined;
      },
    });
  }

  /** Whether the chain would take an offer into a quorum now. */
  async #canServe({ offer, quorumSignature }: OfferAnnouncement): Promise<boolean> {
    const { client } = this.#run.context;
    if (quorumSignature === undefined) return false;
    const signer = await recoverTypedDataAddress({
      domain: quorumDomain(client.deployment),
      types: { Offer: dealTypes.Offer },
      primaryType: 'Offer',
      message: offer,
      signature: quorumSignature,
    }).catch(() => undefined);
    if (!signer || !isAddressEqual(signer, offer.provider)) return false;
    const [used, account, consent] = await this.#run.patiently(() =>
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
  async #serve(quorum: Quorum): Promise<QuorumResult | Fruitless> {
    const { client } = this.#run.context;
    const { quorumId, terms, seats } = quorum;
    this.#seats = seats.flatMap(({ provider }) => this.#startSeat(quorum, provider) ?? []);
    const refused = new Set<string>();
    this.#run.setStep('running');
    for (;;) {
      this.#run.throwIfOver();
      const [head, { status }] = await this.#run.patiently(() =>
        Promise.all([getBlockNumber(client), getQuorumStatus(client, { quorumId })]),
      );
      if (status === 'finalized') {
        const result = await this.#run.patiently(() => getQuorumResult(client, { quorum }));
        if (result) return await this.#takeResult(quorum, result);
      } else if (status !== 'open') {
        await this.#endSeats(quorum, undefined);
        // Others may have ended it since the last look, and the chain forgets contributions then.
        const events = await this.#run.patiently(() =>
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
        const contributors = await this.#run.patiently(() => getContributors(client, { quorum }));
        await this.#advance(quorum, { head, contributors, refused });
      }
      await this.#run.nextChange();
    }
  }

  /** Takes the next step on chain, where one is due. */
  async #advance(
    quorum: Quorum,
    at: { readonly head: bigint; readonly contributors: readonly Address[]; readonly refused: Set<string> },
  ): Promise<void> {
    const { client } = this.#run.context;
    const { terms, seats } = quorum;
    const { head, contributors, refused } = at;
    const complete = this.#seats.filter((seat) => this.#isComplete(seat));
    const isClosed = contributors.length === seats.length || head >= terms.contributeDeadlineBlock;
    if (!isClosed) {
      if (complete.length === this.#seats.length) this.#run.setStep('answering');
      const possible = this.#seats.filter((seat) => seat.runner.live || this.#isComplete(seat)).length;
      if (contributors.length === 0 && (this.#run.record.cancelled || possible < terms.minAgreeing)) {
        await this.#send(() => cancelQuorum(client, { quorum }));
      }
      return;
    }
    if (head >= terms.revealDeadlineBlock) {
      await this.#send(() => expireQuorum(client, { quorum }));
      return;
    }
    this.#run.setStep('settling');
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
      const { gasUsed } = await this.#run.patiently(call);
      await this.#run.addGas(gasUsed);
      return undefined;
    } catch (error) {
      if (!isSuanliError(error)) throw error;
      const isForestalled = error.code.startsWith('QUORUM_') || error.code.startsWith('CHAIN_TRANSACTION_');
      if (!isForestalled) throw error;
      return error.code;
    }
  }

  /** Stores the outputs of the agreed result, and nobody else's. */
  async #takeResult(quorum: Quorum, result: QuorumResult): Promise<QuorumResult> {
    const deadline = Date.now() + this.#run.patience.answerMs;
    const isRight = (seat: Seat) => {
      if (!has(result.right, seat.provider) || !this.#isComplete(seat)) return false;
      const { root, totalWork } = rootOf(seat);
      return root === result.root && totalWork === result.work;
    };
    let winner = this.#seats.find(isRight);
    while (!winner && this.#seats.some(({ runner }) => runner.live) && Date.now() < deadline) {
      // After a restart, the providers send again what they have.
      this.#run.throwIfAborted();
      await this.#run.nextChange();
      winner = this.#seats.find(isRight);
    }
    const { store } = this.#run.context;
    for (const seat of this.#seats) {
      for (const batch of seat.batches) {
        const outputs = new Map<number, Uint8Array>();
        if (seat === winner) {
          for (const { taskIndex, outputHash } of batch.leaves) {
            const output = this.#outputs.get(outputHash);
            if (output) outputs.set(taskIndex, output);
          }
        }
        await store.saveReceipts(this.#run.record.jobId, { batch, outputs, replaces: new Set(outputs.keys()) });
      }
    }
    for (const { index } of this.#run.record.tasks) {
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
    const deals = this.#run.record.deals.map((deal): DealRecord => {
      const seat = ended.get(deal.dealId);
      if (!seat) return deal;
      const right = result !== undefined && has(result.right, seat.provider);
      const paidWei = right ? paymentWeiDown(result.work, seat.priceWeiPerGwu) : 0n;
      // Neither what was wrong nor what was never contributed counts.
      return { ...deal, phase: 'ended', paidWei, refuted: !right };
    });
    await this.#run.save({ deals });
    await this.#saveQuorum(quorumId, { phase: 'ended' });
  }

  #startSeat(quorum: Quorum, provider: Address): Seat | undefined {
    const { client, network } = this.#run.context;
    const dealId = quorumSeatId({ quorumId: quorum.quorumId, provider });
    const announcement = this.#run.record.deals.find((deal) => deal.dealId === dealId)?.announcement;
    if (!announcement) return undefined;
    const board = new TaskBoard(this.#run.record.tasks.length, { maxAttempts: maxAttemptsPerTask });
    const batches: ReceiptRecord['batch'][] = [];
    const runner = new DealRunner({
      dealId,
      deal: quorumSeatDeal(quorum, provider),
      announcement,
      job: this.#run.record,
      domain: client.domain,
      network,
      board,
      // An earlier process may have served it: what its provider has of it is welcome.
      resumed: true,
      signOpening: (id) => signOpening(client, { opening: { dealId: id, peerId: network.peerId } }),
      known: [],
      reconnectMs: this.#run.patience.reconnectMs,
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
      onChange: () => this.#run.changed(),
    });
    this.#running.push(runner.run());
    return { provider, board, runner, batches };
  }

  #isComplete({ runner }: Seat): boolean {
    return runner.leaves.size === this.#run.record.tasks.length && !runner.busy;
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
    const deals = this.#run.record.deals.map((deal): DealRecord => {
      const provider = opened.get(deal.dealId);
      return provider ? { ...deal, phase: 'open', deal: quorumSeatDeal(quorum, provider) } : deal;
    });
    await this.#run.save({ deals });
    await this.#saveQuorum(quorumId, { phase: 'open', terms, seats });
  }

  async #saveQuorum(quorumId: Hex, change: Partial<QuorumRecord>): Promise<void> {
    const quorums = (this.#run.record.quorums ?? []).map((quorum) =>
      quorum.quorumId === quorumId ? { ...quorum, ...change } : quorum,
    );
    await this.#run.save({ quorums });
  }

  #progress(): ConductorProgress {
    const present = this.#seats.filter(({ runner }) => runner.live).map(({ runner }) => runner.leaves.size);
    return {
      ...dealsProgress(this.#seats.map(({ runner }) => runner)),
      // So many does every provider have that is still there; nobody knows before the end who agrees.
      tasksDone: this.#accepted.size > 0 ? this.#accepted.size : Math.min(...(present.length > 0 ? present : [0])),
      tasksFailed: this.#failures.size,
    };
  }
}

function has(providers: readonly Address[], provider: Address): boolean {
  return providers.some((other) => isAddressEqual(other, provider));
}

function rootOf({ runner }: Seat): { root: Hex; totalWork: bigint } {
  return merkleSumRoot([...runner.leaves.values()].sort((a, b) => a.taskIndex - b.taskIndex));
}
