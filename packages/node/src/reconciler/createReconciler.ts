import { setTimeout as delay } from 'node:timers/promises';
import { DealStatus, isSuanliError, optimisticPolicy, paymentWeiDown, quorumPolicy, tabPolicy } from '@suanli/protocol';
import type { Hex } from 'viem';
import { hashDeal } from '../chain/hashDeal.ts';
import type { AnsweredDeal, ChainDealState, MinedTransaction, ProviderChain } from '../chain/ProviderChain.ts';
import type { Store, StoredDeal } from '../store/Store.ts';
import type { Logger } from '../telemetry/createLogger.ts';
import { type DealStep, decideStep, type StepOptions } from './decideStep.ts';
import { mapLimited } from './internal/mapLimited.ts';
import type { Reconciler, TickSummary } from './Reconciler.ts';

export interface ReconcilerDependencies {
  readonly store: Store;
  readonly chain: ProviderChain;
  readonly logger: Logger;
  /** Told at each look of each deal whose answer can be challenged, and of each whose answer is. */
  readonly onAnswered?: (dealId: Hex) => void;
  readonly onDisputed?: (dealId: Hex) => void;
  /** Told of each mined transaction and ended deal. */
  readonly onTransaction?: (action: string, transaction: MinedTransaction) => void;
  readonly onEnded?: (deal: StoredDeal, paidWei: bigint) => void;
}

export interface ReconcilerOptions extends StepOptions {
  /** The block from which openings are looked for in a new store. */
  readonly fromBlock: bigint;
  /** Milliseconds between two looks. */
  readonly pollIntervalMs: number;
  /** Longest pause in milliseconds while looks fail. */
  readonly maxBackoffMs: number;
  /** How long results of ended deals are kept, in milliseconds. Default: for ever. */
  readonly retentionMs?: number;
  /** Deals in one transaction. Default 32. */
  readonly maxBatch?: number;
  /** Blocks in one request for logs. Default 2000. */
  readonly maxLogBlocks?: number;
}

const cursorKey = 'reconciler.scannedBlock';
/** Openings this close to the head are read again, because a reorganisation may have changed them. */
const reorganisationBlocks = 16n;
/** A refused step is tried again soon enough to be in time, should somebody top the balance up meanwhile. */
const maxSetBackBlocks = 8;

/**
 * Makes the reconciler: at each look it finds deals that were opened with this provider, compares every deal that has not
 * ended with the chain, and acts. Nothing it decides depends on what it did before, so it survives lost events, an
 * unreachable chain, a restart and `kill -9` at any point.
 *
 * It never sends twice: it sends nothing while a transaction of the account is under way, reads a deal's state before it
 * acts on it, and waits for each transaction before the next.
 */
export function createReconciler(dependencies: ReconcilerDependencies, options: ReconcilerOptions): Reconciler {
  const { store, chain, logger } = dependencies;
  const maxBatch = options.maxBatch ?? 32;
  const maxLogBlocks = BigInt(options.maxLogBlocks ?? 2_000);
  let headBlock: bigint | undefined;
  let answered: ReadonlySet<Hex> = new Set();
  let lastSuccessMs: number | undefined;
  let running: Promise<void> | undefined;
  let stopping = new AbortController();
  let wake = new AbortController();
  /** Deals whose step failed by itself, and the block before which it is not tried again. */
  const setBack = new Map<Hex, { failures: number; untilBlock: bigint }>();

  async function discover(head: bigint): Promise<void> {
    const kept = store.meta(cursorKey);
    const scanned = kept === undefined ? options.fromBlock - 1n : BigInt(kept);
    const again = scanned - reorganisationBlocks;
    let from = again < options.fromBlock ? options.fromBlock : again;
    while (from <= head) {
      const to = from + maxLogBlocks - 1n < head ? from + maxLogBlocks - 1n : head;
      for (const { dealId, deal, blockNumber } of await chain.openedDeals({ fromBlock: from, toBlock: to })) {
        store.addDeal({ dealId, deal, openedBlock: blockNumber });
      }
      store.setMeta(cursorKey, to.toString());
      from = to + 1n;
    }
  }

  /**
   * Reads the terms of a pending deal again, from the event in the block that the chain says it was opened in. True where
   * they are other ones than the store has.
   */
  async function rereadTerms(dealId: Hex, known?: ChainDealState): Promise<boolean> {
    const state = known ?? (await chain.dealState(dealId));
    if (state.status !== DealStatus.pending) return false;
    const { blockNumber } = state;
    const opened = await chain.openedDeals({ fromBlock: blockNumber, toBlock: blockNumber });
    const event = opened.find((candidate) => candidate.dealId === dealId);
    const kept = store.deal(dealId);
    if (!event || !kept) return false;
    if (kept.openedBlock === blockNumber && hashDeal(kept.deal) === hashDeal(event.deal)) return false;
    store.addDeal({ dealId, deal: event.deal, openedBlock: blockNumber });
    logger.warn({ dealId, blockNumber }, 'a reorganisation has opened the deal anew');
    return true;
  }

  /** Sends one batch; where it is refused, its deals one by one, so that a bad one harms itself alone. */
  async function send<Item extends { readonly dealId: Hex }>(
    action: string,
    items: readonly Item[],
    submit: (batch: readonly Item[]) => Promise<MinedTransaction>,
  ): Promise<number> {
    let done = 0;
    const one = async (batch: readonly Item[]): Promise<void> => {
      const dealIds = batch.map((item) => item.dealId);
      try {
        const transaction = await submit(batch);
        store.addTransaction({ ...transaction, action, dealIds });
        dependencies.onTransaction?.(action, transaction);
        for (const id of dealIds) setBack.delete(id);
        done += batch.length;
        logger.info({ action, dealIds, hash: transaction.hash, gasUsed: transaction.gasUsed }, 'transaction mined');
      } catch (error) {
        // An outage says nothing about the deal, and whether the transaction went out is not known: look again later.
        if (isSuanliError(error, 'CHAIN_UNREACHABLE') || (await chain.pendingTransactions()) > 0) throw error;
        if (batch.length > 1) {
          for (const item of batch) await one([item]);
          return;
        }
        for (const id of dealIds) {
          // With the right terms the next look does better, and need not wait.
          if (isSuanliError(error, 'BROKER_WRONG_TERMS') && (await rereadTerms(id))) continue;
          const failures = (setBack.get(id)?.failures ?? 0) + 1;
          setBack.set(id, {
            failures,
            untilBlock: (headBlock ?? 0n) + BigInt(Math.min(2 ** failures, maxSetBackBlocks)),
          });
        }
        logger.error({ err: error, action, dealIds }, 'transaction refused');
      }
    };
    for (let at = 0; at < items.length; at += maxBatch) await one(items.slice(at, at + maxBatch));
    return done;
  }

  function end(deal: StoredDeal, step: Extract<DealStep, { type: 'end' }>, state: ChainDealState): void {
    const answer = store.answer(deal.dealId);
    const paidWei = step.paid && answer ? paymentWeiDown(answer.work, deal.deal.priceWeiPerGwu) : 0n;
    store.endDeal({ dealId: deal.dealId, status: state.status, paidWei });
    dependencies.onEnded?.(deal, paidWei);
    logger.info({ dealId: deal.dealId, status: state.status, paidWei }, 'deal ended');
  }

  async function tick({ closing = false } = {}): Promise<TickSummary> {
    const head = await chain.blockNumber();
    headBlock = head;
    await discover(head);
    // Seats in quorums are none of the Broker's, see createQuorumReconciler; work on tabs is not on chain at all.
    const known = store.openDeals().filter(({ deal }) => deal.policy !== quorumPolicy && deal.policy !== tabPolicy);
    const states = await mapLimited(known, 64, async ({ dealId, openedBlock }) => {
      const state = await chain.dealState(dealId);
      // A reorganisation deeper than what discovery reads again.
      if (state.status === DealStatus.pending && state.blockNumber !== openedBlock) await rereadTerms(dealId, state);
      return state;
    });
    const isOver = (status: DealStatus | undefined) => status !== DealStatus.none && status !== DealStatus.pending;
    answered = new Set(known.filter((_, index) => isOver(states[index]?.status)).map(({ dealId }) => dealId));
    const deals = known.map((deal) => store.deal(deal.dealId) ?? deal);
    const answers: AnsweredDeal[] = [];
    const settlements: (AnsweredDeal & { acceptanceSignature: Hex })[] = [];
    const finals: AnsweredDeal[] = [];
    const expired: { dealId: Hex; deal: StoredDeal['deal'] }[] = [];
    const toEnd: [StoredDeal, Extract<DealStep, { type: 'end' }>, ChainDealState][] = [];

    const toAnswer: StoredDeal[] = [];
    for (const [index, deal] of deals.entries()) {
      const state = states[index] as ChainDealState;
      const answer = store.answer(deal.dealId);
      const acceptance = store.acceptance(deal.dealId);
      const refused = setBack.has(deal.dealId);
      const step = decideStep({ deal, answer, acceptance, state, headBlock: head, refused, closing }, options);
      if (step.type === 'end') toEnd.push([deal, step, state]);
      if (answer && state.status === DealStatus.waitingForResolution && deal.deal.policy === optimisticPolicy) {
        dependencies.onAnswered?.(deal.dealId);
      }
      if (step.type === 'defend') dependencies.onDisputed?.(deal.dealId);
      if (step.type === 'foreign') logger.error({ dealId: deal.dealId }, 'the chain holds an answer unknown here');
      if ((setBack.get(deal.dealId)?.untilBlock ?? 0n) > head) continue;
      const { dealId, deal: terms } = deal;
      if (step.type === 'answer') toAnswer.push(deal);
      if (step.type === 'expire') expired.push({ dealId, deal: terms });
      if (answer === undefined) continue;
      const answered = { dealId, deal: terms, root: answer.root, work: answer.work };
      if (step.type === 'finalize') finals.push(answered);
      if (step.type === 'settle' && acceptance) {
        settlements.push({ ...answered, acceptanceSignature: acceptance.signature });
      }
    }
    for (const [deal, step, state] of toEnd) end(deal, step, state);

    const summary = { answered: 0, settled: 0, finalized: 0, expired: 0, ended: toEnd.length };
    if (toAnswer.length + settlements.length + finals.length + expired.length > 0) {
      const underWay = await chain.pendingTransactions();
      if (underWay > 0) logger.warn({ underWay }, 'a transaction of this account is not mined yet; waiting for it');
      else {
        for (const deal of toAnswer) {
          // Written before it is sent: to be paid later needs exactly this root, whatever happens in between.
          const { root, work } = await store.fixAnswer(deal.dealId);
          answers.push({ dealId: deal.dealId, deal: deal.deal, root, work });
        }
        // Answers first: they alone have a deadline.
        summary.answered = await send('answer', answers, (batch) => chain.answerDeals(batch));
        summary.settled = await send('settle', settlements, (batch) => chain.settleDeals(batch));
        summary.finalized = await send('finalize', finals, (batch) => chain.finalizeDeals(batch));
        summary.expired = await send('expire', expired, (batch) => chain.expireDeals(batch));
      }
    }
    lastSuccessMs = Date.now();
    if (options.retentionMs !== undefined) store.prune({ endedBeforeMs: lastSuccessMs - options.retentionMs });
    return summary;
  }

  async function pause(ms: number): Promise<void> {
    const { signal } = wake;
    await delay(ms, undefined, { signal: AbortSignal.any([signal, stopping.signal]) }).catch(() => {});
    if (signal.aborted) wake = new AbortController();
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await tick();
        if (failures > 0) logger.info({ failures }, 'the chain answers again');
        failures = 0;
        await pause(options.pollIntervalMs);
      } catch (error) {
        failures += 1;
        const pauseMs = Math.min(options.pollIntervalMs * 2 ** Math.min(failures, 20), options.maxBackoffMs);
        logger.warn({ err: error, failures, pauseMs }, 'the chain could not be read');
        await pause(pauseMs);
      }
    }
  }

  return {
    start() {
      if (running) return;
      stopping = new AbortController();
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
      running = undefined;
    },
    poke() {
      wake.abort();
    },
    tick,
    isAnswered: (dealId) => answered.has(dealId),
    get headBlock() {
      return headBlock;
    },
    get lastSuccessMs() {
      return lastSuccessMs;
    },
  };
}
