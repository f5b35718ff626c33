import {
  type Deal,
  DealStatus,
  dealIdOf,
  escrowWeiUp,
  hashRequest,
  isSuanliError,
  type OfferAnnouncement,
  SuanliError,
} from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { getDealState } from '../../actions/broker/getDealState.ts';
import { getDealTerms } from '../../actions/broker/getDealTerms.ts';
import { openDeals } from '../../actions/broker/openDeals.ts';
import { hasPendingTransactions } from '../../actions/chain/hasPendingTransactions.ts';
import { getOfferStanding } from '../../actions/offer/getOfferStanding.ts';
import type { DealRecord } from '../JobRecord.ts';
import { findOffers, noOffers } from './findOffers.ts';
import type { JobRun } from './JobRun.ts';
import type { SharedBoard } from './SharedBoard.ts';

/** A deal is opened with room for this many times its even share, so that it can take over from others. */
const shareSlack = 2n;
const mostFruitlessDealsPerProvider = 6;

/** Finds offers for a job's tasks, and opens deals on chain on them. */
export class DealOpener {
  readonly #run: JobRun;
  readonly #shared: SharedBoard;
  readonly #unfit: () => ReadonlySet<Address>;
  /** Deals opened since the last result: a bound on what useless providers may cost in gas. */
  #fruitlessDeals = 0;
  #lastResults = 0;
  /** What the chain said of the last offer that it refused. */
  #lastRefusal: SuanliError | undefined;

  /** @param unfit providers that a further deal is of no use with, in lower case */
  constructor(run: JobRun, shared: SharedBoard, unfit: () => ReadonlySet<Address>) {
    this.#run = run;
    this.#shared = shared;
    this.#unfit = unfit;
    const { board } = shared;
    board.onChange(() => {
      if (board.results.size > this.#lastResults) this.#fruitlessDeals = 0;
      this.#lastResults = board.results.size;
    });
  }

  /** Finds out what became of deals whose opening an earlier process may have sent. */
  async recover(): Promise<void> {
    const run = this.#run;
    const { client } = run.context;
    for (const { dealId, phase } of run.record.deals) {
      if (phase !== 'planned') continue;
      const noSuchDeal = new SuanliError('CHAIN_DEAL_NOT_FOUND', { parameters: { dealId } });
      try {
        await this.#arrived([{ dealId }], noSuchDeal);
        const deal = await run.patiently(() => getDealTerms(client, { dealId }));
        await run.saveDeal(dealId, { phase: 'open', deal });
      } catch (error) {
        if (error !== noSuchDeal) throw error;
        await run.saveDeal(dealId, { phase: 'ended' });
      }
    }
  }

  /** Finds offers and opens up to `count` deals on them, one transaction. */
  async open(count: number): Promise<void> {
    const { client, network } = this.#run.context;
    this.#run.setStep('offers');
    for (;;) {
      this.#run.throwIfAborted();
      const chosen = (await this.#findOffers(count)).slice(0, count);
      if (this.#shared.board.finished) return;
      const standings = await Promise.all(
        chosen.map(({ offer }) => this.#run.patiently(() => getOfferStanding(client, { offer }))),
      );
      const good = chosen.filter((_announcement, i) => standings[i]?.funded && standings[i].remaining > 0);
      if (good.length < chosen.length) {
        for (const { offer } of chosen) {
          if (!good.some((other) => other.offer.provider === offer.provider)) this.#run.exclude(offer.provider);
        }
        if (good.length === 0) continue;
      }
      if (!(await this.#openOn(good))) continue;
      for (const { capability } of good) {
        // Connecting early lets blobs travel while the transaction is mined.
        const [address] = capability.addresses;
        if (address !== undefined) network.connect(address, { signal: this.#run.signal }).catch(() => undefined);
      }
      return;
    }
  }

  /** Opens a deal on each offer; false where the chain refused and the culprit is excluded, so that choosing again helps. */
  async #openOn(announcements: readonly OfferAnnouncement[], among: number = announcements.length): Promise<boolean> {
    if (this.#shared.board.finished) return true;
    const { client } = this.#run.context;
    const { request, template } = this.#run.record;
    const requestHash = hashRequest(client.domain, request);
    const remaining = BigInt(this.#shared.remaining);
    const share = (remaining + BigInt(among) - 1n) / BigInt(among);
    const wanted = among === 1 ? remaining : share * shareSlack;
    const perDeal = (wanted < remaining ? wanted : remaining) * template.limits.work;
    const first = this.#run.record.deals.length;
    const planned: DealRecord[] = announcements.map((announcement, i) => ({
      dealId: dealIdOf(requestHash, first + i),
      index: first + i,
      announcement,
      maxWork: [perDeal, announcement.offer.maxWork, request.maxWork].reduce((a, b) => (a < b ? a : b)),
      phase: 'planned',
    }));
    this.#fruitlessDeals += planned.length;
    const tooMany = this.#fruitlessDeals > this.#run.record.providers * mostFruitlessDealsPerProvider;
    if (tooMany || first + planned.length > request.volume) {
      throw new SuanliError('JOB_STALLED', { parameters: { deals: first } });
    }
    let neededWei = 0n;
    for (const { announcement, maxWork } of planned) {
      neededWei += escrowWeiUp(maxWork, announcement.offer.priceWeiPerGwu) + request.bountyWei;
    }
    await this.#run.requireFunds(neededWei);
    this.#run.setStep('opening');
    await this.#run.save({ deals: [...this.#run.record.deals, ...planned] });
    try {
      await this.#sendOpening(planned);
    } catch (error) {
      if (!isSuanliError(error) || error.retryable || !refusedByOffer(error.code)) throw error;
      // Refused before anything was sent: these numbers of the request stay unused.
      for (const { dealId } of planned) await this.#run.saveDeal(dealId, { phase: 'ended' });
      if (error.code !== 'CHAIN_TRANSACTION_REVERTED') this.#fruitlessDeals -= planned.length;
      this.#lastRefusal = error;
      const [only] = announcements;
      if (announcements.length === 1 && only) {
        this.#run.exclude(only.offer.provider);
        return false;
      }
      // One of them spoils it for all: each by itself shows which.
      let opened = false;
      for (const announcement of announcements) {
        try {
          opened = (await this.#openOn([announcement], among)) || opened;
        } catch (single) {
          if (!opened || !isSuanliError(single, 'JOB_FUNDS_TOO_SMALL')) throw single;
        }
      }
      return opened;
    }
    this.#run.setStep('running');
    return true;
  }

  /**
   * Sends the opening of planned deals and starts to serve them. Deal ids are fixed by the request, so sending again what
   * may have been sent before is harmless: the chain takes it once.
   */
  async #sendOpening(planned: readonly DealRecord[]): Promise<void> {
    const { client } = this.#run.context;
    const terms = new Map<Hex, Deal>();
    try {
      const { gasUsed, deals } = await this.#run.patiently(() =>
        openDeals(client, {
          request: this.#run.record.request,
          fills: planned.map(({ announcement, index, maxWork }) => ({
            offer: announcement.offer,
            signature: announcement.signature,
            index,
            maxWork,
          })),
        }),
      );
      for (const { dealId, deal } of deals) terms.set(dealId, deal);
      await this.#run.addGas(gasUsed);
    } catch (error) {
      if (!isSuanliError(error) || !maybeSentCodes.has(error.code)) throw error;
      await this.#arrived(planned, error);
    }
    for (const { dealId, announcement } of planned) {
      const deal = terms.get(dealId) ?? (await this.#run.patiently(() => getDealTerms(client, { dealId })));
      await this.#run.saveDeal(dealId, { phase: 'open', deal });
      this.#shared.serve({ dealId, deal, announcement, known: [], resumed: false });
    }
  }

  /** Waits until deals that were perhaps sent are on chain; rejects with the given error once nothing of them is under way. */
  async #arrived(planned: readonly Pick<DealRecord, 'dealId'>[], error: SuanliError): Promise<void> {
    const { client } = this.#run.context;
    for (;;) {
      this.#run.throwIfAborted();
      // Asked first: what is mined between the two questions is then not taken for lost.
      const underWay = await this.#run.patiently(() => hasPendingTransactions(client));
      const states = await Promise.all(
        planned.map(({ dealId }) => this.#run.patiently(() => getDealState(client, { dealId }))),
      );
      if (states.every(({ status }) => status !== DealStatus.none)) return;
      if (!underWay) throw error;
      await this.#run.nextChange();
    }
  }

  /** Waits for capable offers: for the first one long, for the wanted number a little more. */
  #findOffers(count: number): Promise<readonly OfferAnnouncement[]> {
    const run = this.#run;
    const { request, template } = run.record;
    return findOffers(run, {
      needs: () => ({
        disputable: template.verification === 'optimistic',
        limits: template.limits,
        depositWei: request.depositWei,
        minStakeWei: request.minStakeWei,
        bountyWei: request.bountyWei,
        answerBlocks: request.answerBlocks,
        windowBlocks: request.windowBlocks,
        excluded: this.#unfit(),
      }),
      choose: (waitedMs) => {
        if (this.#shared.board.finished) return [];
        const { capable } = run.matches;
        if (capable.length >= count) return capable;
        if (capable.length > 0 && waitedMs >= run.patience.moreOffersMs) return capable;
        if (waitedMs >= run.patience.offersMs) throw noOffers(run, waitedMs, this.#lastRefusal);
        return undefined;
      },
    });
  }
}

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
