import { type Deal, DealStatus, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { hashDeal } from '../../src/chain/hashDeal.ts';
import type { AnsweredDeal, ChainDealState, MinedTransaction, ProviderChain } from '../../src/chain/ProviderChain.ts';

interface FakeDeal {
  deal: Deal;
  status: DealStatus;
  blockNumber: bigint;
  openedBlock: bigint;
  answer?: { root: Hex; work: bigint };
  paid: boolean;
}

/** What happens to a call: `lost` does its effect, but its caller hears of an outage. */
export type Fault = 'unreachable' | 'lost' | 'crash';

/** Thrown where a test lets the process die in the middle of a call. */
export class Crash extends Error {}

/**
 * The chain boundary with the Broker's rules for one provider, and with faults where a test wants them. A transaction is
 * mined in a block of its own; what the Broker would revert is refused, and counted.
 */
export class FakeChain implements ProviderChain {
  headBlock: bigint;
  readonly deals = new Map<Hex, FakeDeal>();
  /** Every transaction that was mined, as `action:dealId`. */
  readonly mined: string[] = [];
  readonly refused: string[] = [];
  calls = 0;
  /** Given the number of a call, from 1: its fault. */
  fault: (call: number, name: string) => Fault | undefined = () => undefined;
  /** Transactions of the account that are said to be under way. */
  underWay = 0;
  /** Deals that the Broker refuses for a reason of their own. */
  readonly poisoned = new Set<Hex>();
  availableWei = 1_000_000n;
  readonly nonces = new Map<bigint, number>();

  #crashed = false;

  constructor(headBlock = 100n) {
    this.headBlock = headBlock;
  }

  open(dealId: Hex, deal: Deal): void {
    const { headBlock } = this;
    this.deals.set(dealId, {
      deal,
      status: DealStatus.pending,
      blockNumber: headBlock,
      openedBlock: headBlock,
      paid: false,
    });
  }

  /** A reorganisation: the deal was opened in another block, or with other terms. */
  reopen(dealId: Hex, deal: Deal, openedBlock: bigint): void {
    this.deals.set(dealId, { deal, status: DealStatus.pending, blockNumber: openedBlock, openedBlock, paid: false });
  }

  /** The process is started again after a crash. */
  revive(): void {
    this.#crashed = false;
  }

  /** The requester's own transactions. */
  move(dealId: Hex, status: DealStatus): void {
    const deal = this.#deal(dealId);
    deal.status = status;
    deal.blockNumber = this.headBlock;
  }

  statusOf(dealId: Hex): DealStatus {
    return this.deals.get(dealId)?.status ?? DealStatus.none;
  }

  blockNumber(): Promise<bigint> {
    return this.#call('blockNumber', () => this.headBlock);
  }

  dealState(dealId: Hex): Promise<ChainDealState> {
    return this.#call('dealState', () => {
      const deal = this.deals.get(dealId);
      if (!deal) return { status: DealStatus.none, blockNumber: 0n, hash: `0x${'00'.repeat(26)}` };
      return { status: deal.status, blockNumber: deal.blockNumber, hash: hashDeal(deal.deal, deal.answer) };
    });
  }

  openedDeals({ fromBlock, toBlock }: { fromBlock: bigint; toBlock: bigint }) {
    return this.#call('openedDeals', () =>
      [...this.deals]
        .filter(([, { openedBlock }]) => openedBlock >= fromBlock && openedBlock <= toBlock)
        .map(([dealId, { deal, openedBlock }]) => ({ dealId, deal, blockNumber: openedBlock })),
    );
  }

  pendingTransactions(): Promise<number> {
    return this.#call('pendingTransactions', () => this.underWay);
  }

  balance() {
    return this.#call('balance', () => ({ availableWei: this.availableWei, lockedWei: 0n, consents: true }));
  }

  nonceUsage(nonce: bigint): Promise<number> {
    return this.#call('nonceUsage', () => this.nonces.get(nonce) ?? 0);
  }

  answerDeals(deals: readonly AnsweredDeal[]): Promise<MinedTransaction> {
    return this.#transact('answer', deals, ({ root, work, deal: terms }, deal) => {
      this.#requireTerms(terms, deal);
      if (deal.status !== DealStatus.pending) throw new RangeError('wrong status');
      if (this.headBlock >= deal.deal.answerDeadlineBlock) throw new RangeError('too late');
      return () => {
        deal.status = DealStatus.waitingForResolution;
        deal.answer = { root, work };
        deal.blockNumber = this.headBlock;
      };
    });
  }

  settleDeals(deals: readonly (AnsweredDeal & { acceptanceSignature: Hex })[]): Promise<MinedTransaction> {
    return this.#transact('settle', deals, ({ root, work, acceptanceSignature, deal: terms }, deal) => {
      this.#requireTerms(terms, deal);
      const pending = deal.status === DealStatus.pending;
      if (!pending && deal.status !== DealStatus.waitingForResolution) throw new RangeError('wrong status');
      if (deal.answer && deal.answer.root !== root) throw new RangeError('wrong terms');
      if (acceptanceSignature === '0xbad0') throw new RangeError('wrong signature');
      return () => this.#end(deal, { root, work });
    });
  }

  finalizeDeals(deals: readonly AnsweredDeal[]): Promise<MinedTransaction> {
    return this.#transact('finalize', deals, ({ root, work, deal: terms }, deal) => {
      this.#requireTerms(terms, deal);
      const waiting = deal.status === DealStatus.waitingForResolution;
      if (!waiting && deal.status !== DealStatus.softResolution) throw new RangeError('wrong status');
      if (deal.answer?.root !== root) throw new RangeError('wrong terms');
      if (waiting && this.headBlock < deal.blockNumber + BigInt(deal.deal.windowBlocks)) throw new RangeError('open');
      return () => this.#end(deal, { root, work });
    });
  }

  expireDeals(deals: readonly { dealId: Hex; deal: Deal }[]): Promise<MinedTransaction> {
    return this.#transact('expire', deals, ({ deal: terms }, deal) => {
      this.#requireTerms(terms, deal);
      if (deal.status !== DealStatus.pending) throw new RangeError('wrong status');
      if (this.headBlock < deal.deal.answerDeadlineBlock) throw new RangeError('not expired');
      return () => {
        deal.status = DealStatus.cancelled;
        deal.blockNumber = this.headBlock;
      };
    });
  }

  #requireTerms(terms: Deal, { deal }: FakeDeal): void {
    if (hashDeal(terms) !== hashDeal(deal)) throw new SuanliError('BROKER_WRONG_TERMS');
  }

  #end(deal: FakeDeal, answer: { root: Hex; work: bigint }): void {
    deal.answer = answer;
    deal.status = DealStatus.finalized;
    deal.blockNumber = this.headBlock;
    deal.paid = true;
  }

  #deal(dealId: Hex): FakeDeal {
    const deal = this.deals.get(dealId);
    if (!deal) throw new RangeError(`no deal ${dealId}`);
    return deal;
  }

  /** All or nothing, as the Broker's batches are; mined in the next block. */
  #transact<Item extends { readonly dealId: Hex }>(
    action: string,
    items: readonly Item[],
    check: (item: Item, deal: FakeDeal) => () => void,
  ): Promise<MinedTransaction> {
    return this.#call(action, () => {
      this.headBlock += 1n;
      let effects: (() => void)[];
      try {
        effects = items.map((item) => {
          if (this.poisoned.has(item.dealId)) throw new RangeError('poisoned');
          return check(item, this.#deal(item.dealId));
        });
      } catch (cause) {
        this.headBlock -= 1n;
        for (const { dealId } of items) this.refused.push(`${action}:${dealId}: ${(cause as Error).message}`);
        if (cause instanceof SuanliError) throw cause;
        throw new SuanliError('CHAIN_CALL_FAILED', { parameters: { functionName: action }, cause });
      }
      for (const effect of effects) effect();
      for (const { dealId } of items) this.mined.push(`${action}:${dealId}`);
      const hash: Hex = `0x${this.headBlock.toString(16).padStart(64, '0')}`;
      return { hash, blockNumber: this.headBlock, gasUsed: 50_000n };
    });
  }

  async #call<Result>(name: string, work: () => Result): Promise<Result> {
    // The dead make no calls.
    if (this.#crashed) throw new Crash();
    const fault = this.fault(++this.calls, name);
    const unreachable = () => new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: 'http://fake' } });
    if (fault === 'unreachable') throw unreachable();
    const result = work();
    if (fault === 'lost') throw unreachable();
    if (fault === 'crash') {
      this.#crashed = true;
      throw new Crash();
    }
    return result;
  }
}
