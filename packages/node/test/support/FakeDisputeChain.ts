import { type Deal, DealStatus, GameEnd, type SuanliError } from '@suanli/protocol';
import type { AnsweredDeal, GameRecord, PlayedGame, PlayGameParameters } from '@suanli/sdk';
import type { Address, Hex } from 'viem';
import type { DisputeChain } from '../../src/chain/DisputeChain.ts';
import { hashDeal } from '../../src/chain/hashDeal.ts';
import { hashOf } from './samples.ts';

interface FakeDeal {
  readonly deal: Deal;
  root: Hex;
  work: bigint;
  status: DealStatus;
  readonly answeredBlock: bigint;
  /** As the chain's word has it. */
  blockNumber: bigint;
  /** What the chain keeps; undefined for the hash of the answer. */
  hash: Hex | undefined;
  refutedBy: Address | undefined;
}

/** The chain as a verifier sees it, with games that end when the test says so. */
export class FakeDisputeChain implements DisputeChain {
  readonly account: Address = '0x00000000000000000000000000000000000000cc';
  headBlock = 100n;
  readonly deals = new Map<Hex, FakeDeal>();
  /** What was sent, as `action:dealId`. */
  readonly sent: string[] = [];
  /** Ranges that answers were looked for in. */
  readonly scans: string[] = [];
  availableWei = 1_000_000n;
  consents = true;
  /** Refuses the next transactions with these. */
  readonly refusals: SuanliError[] = [];
  readonly games = new Map<Hex, GameRecord>();
  readonly playing: PlayGameParameters[] = [];
  #ended = Promise.withResolvers<void>();

  answer({ dealId, deal, root, work }: AnsweredDeal): void {
    const status = DealStatus.waitingForResolution;
    this.deals.set(dealId, {
      deal,
      root,
      work,
      status,
      answeredBlock: this.headBlock,
      blockNumber: this.headBlock,
      hash: undefined,
      refutedBy: undefined,
    });
  }

  /** Ends this account's game about a deal, which its players see. */
  endGame(dealId: Hex, end: GameEnd): void {
    const game = this.games.get(dealId);
    const deal = this.deals.get(dealId);
    if (!game || !deal) throw new Error('no game');
    const outcome = { end, providerWei: 0n, blockNumber: this.headBlock, transactionHash: hashOf('end') };
    this.games.set(dealId, { ...game, outcome });
    deal.status = end === GameEnd.providerWon ? DealStatus.waitingForResolution : DealStatus.firmResolution;
    if (end !== GameEnd.providerWon) this.refute(dealId, this.account);
    this.#ended.resolve();
    this.#ended = Promise.withResolvers<void>();
  }

  refute(dealId: Hex, by: Address): void {
    const deal = this.deals.get(dealId) as FakeDeal;
    deal.status = DealStatus.firmResolution;
    deal.hash = `0x${'ab'.repeat(26)}`;
    deal.blockNumber = this.headBlock;
    deal.refutedBy = by;
  }

  async blockNumber(): Promise<bigint> {
    return this.headBlock;
  }

  async dealState(dealId: Hex) {
    const deal = this.deals.get(dealId);
    if (!deal) return { status: DealStatus.none, blockNumber: 0n, hash: `0x${'00'.repeat(26)}` as const };
    return { status: deal.status, blockNumber: deal.blockNumber, hash: deal.hash ?? hashDeal(deal.deal, deal) };
  }

  async answeredDeals({ fromBlock, toBlock }: { fromBlock: bigint; toBlock: bigint }) {
    this.scans.push(`${fromBlock}-${toBlock}`);
    return [...this.deals]
      .filter(([, { answeredBlock }]) => answeredBlock >= fromBlock && answeredBlock <= toBlock)
      .map(([dealId, { root, work, answeredBlock }]) => ({ dealId, root, work, blockNumber: answeredBlock }));
  }

  async dealTerms(dealId: Hex): Promise<Deal> {
    return (this.deals.get(dealId) as FakeDeal).deal;
  }

  async bondBalance() {
    return { availableWei: this.availableWei, consents: this.consents };
  }

  async sections(): Promise<number> {
    return 16;
  }

  async gamesAgainst(): Promise<readonly GameRecord[]> {
    return [];
  }

  async ownGame(dealId: Hex): Promise<GameRecord | undefined> {
    return this.games.get(dealId);
  }

  async refutation(dealId: Hex): Promise<Address | undefined> {
    return this.deals.get(dealId)?.refutedBy;
  }

  #send(action: string, dealId: Hex) {
    const refusal = this.refusals.shift();
    if (refusal) throw refusal;
    this.headBlock += 1n;
    this.sent.push(`${action}:${dealId}`);
    return { hash: hashOf(`${action} ${this.headBlock}`), blockNumber: this.headBlock, gasUsed: 1n };
  }

  #open(dealId: Hex): void {
    const deal = this.deals.get(dealId) as FakeDeal;
    deal.status = DealStatus.needsResolution;
    this.games.set(dealId, { dealId, challenger: this.account, outcome: undefined } as GameRecord);
  }

  async challenge({ answer }: { answer: AnsweredDeal }) {
    const sent = this.#send('challenge', answer.dealId);
    this.#open(answer.dealId);
    return sent;
  }

  async demand({ answer, position }: { answer: AnsweredDeal; position: number }) {
    const sent = this.#send(`demand ${position}`, answer.dealId);
    this.#open(answer.dealId);
    return sent;
  }

  async refuteDuplicate({ answer }: { answer: AnsweredDeal }) {
    const sent = this.#send('refuteDuplicate', answer.dealId);
    this.refute(answer.dealId, this.account);
    return sent;
  }

  async finalizeRefutation(dealId: Hex) {
    const sent = this.#send('finalize', dealId);
    const deal = this.deals.get(dealId) as FakeDeal;
    deal.status = DealStatus.finalized;
    deal.blockNumber = this.headBlock;
    return sent;
  }

  async play(parameters: PlayGameParameters, { signal }: { signal?: AbortSignal } = {}): Promise<PlayedGame> {
    this.playing.push(parameters);
    for (;;) {
      const record = this.games.get(parameters.dealId);
      if (record?.outcome) return { record, outcome: record.outcome, moves: [], gasUsed: 0n };
      const aborted = Promise.withResolvers<never>();
      signal?.addEventListener('abort', () => aborted.reject(signal.reason), { once: true });
      if (signal?.aborted) throw signal.reason;
      await Promise.race([this.#ended.promise, aborted.promise]);
    }
  }
}
