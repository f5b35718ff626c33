import { setTimeout as delay } from 'node:timers/promises';
import { DealStatus, isSuanliError, paymentWeiDown, quorumPolicy, SuanliError, tasksRoot } from '@suanli/protocol';
import { type Quorum, quorumSeatDeal, quorumSeatId } from '@suanli/sdk';
import { type Address, type Hex, isAddressEqual } from 'viem';
import type { MinedTransaction, ProviderChain } from '../chain/ProviderChain.ts';
import type { QuorumChain } from '../chain/QuorumChain.ts';
import type { Store, StoredDeal } from '../store/Store.ts';
import type { Logger } from '../telemetry/createLogger.ts';
import { decideQuorumStep, type QuorumStepOptions } from './decideQuorumStep.ts';

/** Sees a provider's seats in quorums to their end. */
export interface QuorumReconciler {
  /** Looks at intervals until {@link stop}. */
  start(): void;
  stop(): Promise<void>;
  /** One look: finds seats, contributes, reveals, takes stakes back. */
  tick(options?: { closing?: boolean }): Promise<void>;
  /** Finds seats in blocks that were not looked at; a seat is known to the store from then on. */
  discover(): Promise<void>;
}

export interface QuorumReconcilerDependencies {
  readonly provider: Address;
  readonly chain: Pick<ProviderChain, 'blockNumber' | 'pendingTransactions'>;
  readonly quorums: QuorumChain;
  readonly store: Store;
  readonly logger: Logger;
  readonly onTransaction?: (action: string, transaction: MinedTransaction) => void;
  readonly onEnded?: (deal: StoredDeal, paidWei: bigint) => void;
}

export interface QuorumReconcilerOptions extends QuorumStepOptions {
  readonly fromBlock: bigint;
  readonly pollIntervalMs: number;
  readonly maxBackoffMs: number;
}

const cursorKey = 'quorum.scannedBlock';
const reorganisationBlocks = 16n;
const maxLogBlocks = 2_000n;
const maxSetBackBlocks = 8;

/**
 * Makes the reconciler of quorums, level-triggered like that of deals. Seats are kept in the store among the deals, with
 * a policy of their own; what a quorum's terms and other seats are, the event of its opening says.
 */
export function createQuorumReconciler(
  dependencies: QuorumReconcilerDependencies,
  options: QuorumReconcilerOptions,
): QuorumReconciler {
  const { provider, chain, quorums, store, logger } = dependencies;
  let running: Promise<void> | undefined;
  let stopping = new AbortController();
  let looking: Promise<void> = Promise.resolve();
  const known = new Map<Hex, Quorum>();
  const closedBlocks = new Map<Hex, bigint>();
  /** Seats whose step was refused, and the block before which it is not tried again. */
  const setBack = new Map<Hex, { failures: number; untilBlock: bigint }>();

  function keep(quorum: Quorum, openedBlock: bigint): Hex {
    const dealId = quorumSeatId({ quorumId: quorum.quorumId, provider });
    store.addDeal({ dealId, deal: quorumSeatDeal(quorum, provider), openedBlock });
    known.set(dealId, quorum);
    return dealId;
  }

  async function scan(): Promise<void> {
    const head = await chain.blockNumber();
    const kept = store.meta(cursorKey);
    const again = (kept === undefined ? options.fromBlock - 1n : BigInt(kept)) - reorganisationBlocks;
    let from = again < options.fromBlock ? options.fromBlock : again;
    while (from <= head) {
      const to = from + maxLogBlocks - 1n < head ? from + maxLogBlocks - 1n : head;
      for (const { quorum, blockNumber } of await quorums.opened({ fromBlock: from, toBlock: to })) {
        keep(quorum, blockNumber);
      }
      store.setMeta(cursorKey, to.toString());
      from = to + 1n;
    }
  }

  /** One after another: an opening asks in the midst of a look. */
  function discover(): Promise<void> {
    const turn = looking.then(scan, scan);
    looking = turn.catch(() => undefined);
    return turn;
  }

  async function quorumOf({ dealId, openedBlock }: StoredDeal): Promise<Quorum | undefined> {
    const kept = known.get(dealId);
    if (kept) return kept;
    for (const { quorum } of await quorums.opened({ fromBlock: openedBlock, toBlock: openedBlock })) {
      if (quorumSeatId({ quorumId: quorum.quorumId, provider }) === dealId) {
        known.set(dealId, quorum);
        return quorum;
      }
    }
    return undefined;
  }

  /** Whether the results of all tasks are here: the job's hash commits to them, and no requester's word about their number counts. */
  function isComplete({ dealId, resultCount }: StoredDeal): boolean {
    const job = store.job(dealId);
    if (!job || resultCount === 0 || resultCount !== job.taskCount) return false;
    return tasksRoot(store.leaves(dealId).map(({ taskHash }) => taskHash)) === job.tasksRoot.toLowerCase();
  }

  async function send(action: string, dealId: Hex, head: bigint, submit: () => Promise<MinedTransaction>) {
    try {
      const transaction = await submit();
      store.addTransaction({ ...transaction, action, dealIds: [dealId] });
      dependencies.onTransaction?.(action, transaction);
      setBack.delete(dealId);
      logger.info({ action, dealId, hash: transaction.hash, gasUsed: transaction.gasUsed }, 'transaction mined');
    } catch (error) {
      if (isSuanliError(error, 'CHAIN_UNREACHABLE') || (await chain.pendingTransactions()) > 0) throw error;
      const failures = (setBack.get(dealId)?.failures ?? 0) + 1;
      setBack.set(dealId, { failures, untilBlock: head + BigInt(Math.min(2 ** failures, maxSetBackBlocks)) });
      logger.warn({ err: error, action, dealId }, 'transaction refused');
    }
  }

  async function look(seat: StoredDeal, head: bigint, closing: boolean): Promise<void> {
    const { dealId } = seat;
    const quorum = await quorumOf(seat);
    if (!quorum) {
      const over = head >= seat.deal.answerDeadlineBlock + BigInt(seat.deal.windowBlocks);
      if (over) end(seat, DealStatus.none, 0n);
      return;
    }
    const state = await quorums.status(quorum.quorumId);
    if (state.status === 'open' && state.blockNumber !== seat.openedBlock) {
      // A reorganisation deeper than what discovery reads again.
      known.delete(dealId);
      const { blockNumber } = state;
      for (const opened of await quorums.opened({ fromBlock: blockNumber, toBlock: blockNumber })) {
        keep(opened.quorum, blockNumber);
      }
      return;
    }
    const contributors = state.status === 'open' ? await quorums.contributors(quorum) : [];
    const allContributed = contributors.length === quorum.seats.length;
    if (state.status === 'open' && (allContributed || head >= seat.deal.answerDeadlineBlock)) {
      if (!closedBlocks.has(dealId)) closedBlocks.set(dealId, head);
    }
    const hasContributed = contributors.some((other) => isAddressEqual(other, provider));
    const step = decideQuorumStep(
      {
        deal: seat.deal,
        state,
        headBlock: head,
        isComplete: state.status === 'open' && !hasContributed && isComplete(seat),
        hasContributed,
        allContributed,
        closedBlock: closedBlocks.get(dealId),
        turn: quorum.seats.findIndex((other) => isAddressEqual(other.provider, provider)),
        closing,
      },
      options,
    );
    if (step.type === 'wait') return;
    if (step.type === 'end') {
      const result = step.finalized ? await quorums.result(quorum) : undefined;
      const isPaid = result?.right.some((other) => isAddressEqual(other, provider)) ?? false;
      const paidWei = result && isPaid ? paymentWeiDown(result.work, seat.deal.priceWeiPerGwu) : 0n;
      end(seat, step.finalized ? DealStatus.finalized : DealStatus.cancelled, paidWei);
      return;
    }
    if ((setBack.get(dealId)?.untilBlock ?? 0n) > head) return;
    // Whether it is this very step cannot be seen.
    if ((await chain.pendingTransactions()) > 0) return;
    if (step.type === 'expire') return send('quorumExpire', dealId, head, () => quorums.expire(quorum));
    // Written before it is sent: to reveal it later needs exactly this root.
    const { root, work } = await store.fixAnswer(dealId);
    const answer = { quorum, root, work };
    if (step.type === 'contribute') return send('contribute', dealId, head, () => quorums.contribute(answer));
    return send('quorumFinalize', dealId, head, () => quorums.finalize(answer));
  }

  function end(seat: StoredDeal, status: DealStatus, paidWei: bigint): void {
    const { dealId } = seat;
    store.endDeal({ dealId, status, paidWei });
    known.delete(dealId);
    closedBlocks.delete(dealId);
    setBack.delete(dealId);
    dependencies.onEnded?.(seat, paidWei);
    logger.info({ dealId, status, paidWei }, 'seat in a quorum ended');
  }

  async function tick({ closing = false } = {}): Promise<void> {
    await discover();
    const seats = store.openDeals().filter(({ deal }) => deal.policy === quorumPolicy);
    if (seats.length === 0) return;
    const head = await chain.blockNumber();
    for (const seat of seats) await look(seat, head, closing);
  }

  async function run(): Promise<void> {
    const { signal } = stopping;
    let failures = 0;
    while (!signal.aborted) {
      let pauseMs = options.pollIntervalMs;
      try {
        await tick();
        failures = 0;
      } catch (error) {
        failures += 1;
        pauseMs = Math.min(options.pollIntervalMs * 2 ** Math.min(failures, 20), options.maxBackoffMs);
        logger.warn({ err: error, failures, pauseMs }, 'quorums could not be looked at');
      }
      await delay(pauseMs, undefined, { signal }).catch(() => {});
    }
  }

  return {
    start() {
      if (running) return;
      stopping = new AbortController();
      running = run();
    },
    async stop() {
      stopping.abort(new SuanliError('NODE_STOPPING'));
      await running;
      running = undefined;
    },
    tick,
    discover,
  };
}
