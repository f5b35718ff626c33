import { setTimeout as delay } from 'node:timers/promises';
import {
  DealStatus,
  escrowWeiUp,
  isSuanliError,
  parseLotteryAnnouncement,
  SuanliError,
  type TaskMessageOf,
} from '@suanli/protocol';
import type { Address } from 'viem';
import type { PaymentChain } from '../../../chain/PaymentChain.ts';
import type { Store } from '../../../store/Store.ts';
import type { StoredPayment } from '../../../store/TabStore.ts';
import { wireError } from '../../../tasks/wireError.ts';
import type { Logger } from '../../../telemetry/createLogger.ts';
import { examinePayment } from './internal/examinePayment.ts';
import { paymentKey } from './internal/paymentKey.ts';
import type { TabDesk, TabMeter, TabState } from './TabDesk.ts';

export interface TabDeskDependencies {
  readonly store: Pick<Store, 'tabs' | 'endDeal'>;
  readonly chain: PaymentChain;
  readonly logger: Logger;
  /** Sends to the requester of a deal, where it is there. */
  readonly tell: (message: TaskMessageOf<'tab'>) => void;
}

export interface TabDeskOptions {
  /** Most that one requester may owe, in wei, tasks under way included; 0 grants no tabs. */
  readonly maxUnpaidWei: bigint;
  /** The same for all requesters together. */
  readonly maxUnpaidTotalWei: bigint;
  /** After so long without a payment of half of it a debt is overdue, in milliseconds. */
  readonly overdueMs: number;
  /** Blocks under which a payment counts. */
  readonly confirmations: number;
  /** Blocks between the opening of a lottery and its draw, at least: fewer, and the payer may produce the block that draws. */
  readonly minLeadBlocks: number;
  readonly pollIntervalMs: number;
  readonly maxBackoffMs: number;
  /** After so long without a result a deal on a tab is over, in milliseconds. */
  readonly idleMs: number;
}

/** Payments of one requester that may wait for the chain at the same time. */
const maxPending = 32;
/** A payment that is not on chain after so long is not waited for; it can be announced again. */
const pendingMs = 3_600_000;
/** So many blocks beyond the confirmations a counted payment is still looked at: one that a reorganisation drops counts no more. */
const settledBlocks = 32n;
const idleLookMs = 60_000;

/**
 * Makes the desk that keeps a provider's tabs.
 *
 * Invariant: what a requester owes, plus the highest price of its tasks under way, is never above `maxUnpaidWei` plus what it has
 * prepaid; for all requesters together, but those who are overdue, never above `maxUnpaidTotalWei`. So that is all that a requester
 * who never pays costs. One that is overdue gets nothing before it has paid half of it, and until then does not stand in the way of
 * the others; so all that those cost together who never pay is `maxUnpaidTotalWei` in each `overdueMs`.
 *
 * Trust: what a requester announces is believed in nothing; what the chain shows counts, under enough blocks, and once.
 */
export function createTabDesk(dependencies: TabDeskDependencies, options: TabDeskOptions): TabDesk {
  const { chain, logger, tell, store } = dependencies;
  const { tabs } = store;
  const { maxUnpaidWei, maxUnpaidTotalWei, overdueMs, confirmations, minLeadBlocks } = options;
  const reservedWei = new Map<string, bigint>();
  let reservedTotalWei = 0n;
  let lookedForIdleMs = 0;
  let stopping = new AbortController();
  let wake = new AbortController();
  let running: Promise<void> | undefined;

  function state(requester: Address): TabState {
    const { earnedWei, paidWei } = tabs.tab(requester);
    const owedWei = earnedWei - paidWei;
    return {
      limitWei: maxUnpaidWei,
      unpaidWei: owedWei > 0n ? owedWei : 0n,
      prepaidWei: owedWei < 0n ? -owedWei : 0n,
    };
  }

  function meter({
    requester,
    priceWeiPerGwu,
    taskWork,
  }: {
    requester: Address;
    priceWeiPerGwu: bigint;
    taskWork: bigint;
  }): TabMeter {
    const who = requester.toLowerCase();
    const taskWei = escrowWeiUp(taskWork, priceWeiPerGwu);
    const change = (byWei: bigint) => {
      const reserved = (reservedWei.get(who) ?? 0n) + byWei;
      if (reserved === 0n) reservedWei.delete(who);
      else reservedWei.set(who, reserved);
      reservedTotalWei += byWei;
    };
    return {
      reserve() {
        const { unpaidWei, prepaidWei } = state(requester);
        const owedWei = unpaidWei - prepaidWei + (reservedWei.get(who) ?? 0n) + taskWei;
        const overdueBeforeMs = Date.now() - overdueMs;
        const { owedSinceMs = overdueBeforeMs } = tabs.tab(requester);
        if (owedSinceMs < overdueBeforeMs) {
          return new SuanliError('TAB_OVERDUE', { parameters: { requester, unpaidWei } });
        }
        const isPrepaid = owedWei <= 0n;
        const isTotalFull = tabs.unpaidTotalWei(overdueBeforeMs) + reservedTotalWei + taskWei > maxUnpaidTotalWei;
        if (owedWei > maxUnpaidWei || (isTotalFull && !isPrepaid)) {
          return new SuanliError('TAB_EXHAUSTED', { parameters: { requester, unpaidWei, limitWei: maxUnpaidWei } });
        }
        change(taskWei);
        return undefined;
      },
      release: () => change(-taskWei),
    };
  }

  function outcome(
    { requester, key, dealId }: Pick<StoredPayment, 'requester' | 'key' | 'dealId'>,
    rest: Pick<TaskMessageOf<'tab'>, 'countedWei' | 'refusal'>,
  ): TaskMessageOf<'tab'> {
    return { type: 'tab', dealId, ...state(requester), payment: key, ...rest };
  }

  function refuse(payment: StoredPayment, error: SuanliError): void {
    const { requester, key } = payment;
    logger.warn({ err: error, requester, payment: key }, 'payment not counted');
    tabs.dropPayment(requester, key);
    tell(outcome(payment, { refusal: wireError(error) }));
  }

  async function look(payment: StoredPayment, headBlock: bigint): Promise<void> {
    const { requester, key, countedWei, announcedMs } = payment;
    const finding = await examinePayment(chain, {
      payment: payment.payment,
      requester,
      headBlock,
      confirmations,
      minLeadBlocks,
    });
    switch (finding.type) {
      case 'counts': {
        const { amountWei, blockNumber } = finding;
        // A lottery is settled when it is known who has won.
        const isLottery = payment.payment.kind === 'lottery';
        const settled = !isLottery && headBlock >= blockNumber + BigInt(confirmations) + settledBlocks;
        if (countedWei !== amountWei || settled) {
          tabs.count({ requester, key, counted: { amountWei, blockNumber, settled } });
        }
        if (countedWei === amountWei) return;
        logger.info({ requester, payment: key, amountWei, blockNumber }, 'payment counted');
        tell(outcome(payment, { countedWei: amountWei }));
        return;
      }
      case 'drawn':
        if (countedWei !== undefined) await collect(payment);
        // Told only now, it might be one of those that this provider has lost.
        else
          refuse(
            payment,
            new SuanliError('TAB_PAYMENT_WRONG', { parameters: { payment: key, what: 'drawn already' } }),
          );
        return;
      case 'wrong':
        if (countedWei !== undefined) tabs.count({ requester, key, counted: undefined });
        refuse(payment, new SuanliError('TAB_PAYMENT_WRONG', { parameters: { payment: key, what: finding.what } }));
        return;
      case 'missing':
        if (countedWei !== undefined) {
          logger.warn({ requester, payment: key }, 'a reorganisation has dropped a payment');
          tabs.count({ requester, key, counted: undefined });
        } else if (Date.now() - announcedMs > pendingMs) {
          refuse(payment, new SuanliError('TAB_PAYMENT_UNKNOWN', { parameters: { payment: key } }));
        }
    }
  }

  /** Has the prize of a lottery paid that this provider has won; what others have won is theirs. */
  async function collect(payment: StoredPayment): Promise<void> {
    const { requester, key, countedWei = 0n, blockNumber = 0n } = payment;
    if (payment.payment.kind !== 'lottery') return;
    const announcement = parseLotteryAnnouncement(payment.payment.announcement);
    const draw = await chain.lotteryDraw(announcement);
    if (draw === 'open') return;
    if (draw === 'won') {
      try {
        const { hash, gasUsed } = await chain.claimLottery(announcement);
        logger.info({ requester, lottery: key, valueWei: announcement.lottery.valueWei, hash, gasUsed }, 'lottery won');
      } catch (error) {
        // Whatever hinders it may pass, and there are blocks enough; another may have claimed it for this provider.
        logger.warn({ err: error, lottery: key }, 'the prize of a lottery could not be claimed');
        return;
      }
    }
    tabs.count({ requester, key, counted: { amountWei: countedWei, blockNumber, settled: true } });
  }

  async function tick(): Promise<void> {
    const unsettled = tabs.unsettledPayments();
    if (unsettled.length > 0) {
      const headBlock = await chain.blockNumber();
      for (const payment of unsettled) await look(payment, headBlock);
    }
    const now = Date.now();
    if (now - lookedForIdleMs < idleLookMs) return;
    lookedForIdleMs = now;
    // The tab remembers what they earned; their results may go after the usual time.
    for (const dealId of tabs.idleDeals(now - options.idleMs)) {
      store.endDeal({ dealId, status: DealStatus.finalized, paidWei: 0n });
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      let pauseMs = options.pollIntervalMs;
      try {
        await tick();
        failures = 0;
      } catch (error) {
        failures += 1;
        pauseMs = Math.min(options.pollIntervalMs * 2 ** Math.min(failures, 20), options.maxBackoffMs);
        const isOutage = isSuanliError(error, 'CHAIN_UNREACHABLE');
        logger[isOutage ? 'warn' : 'error']({ err: error, failures, pauseMs }, 'payments could not be looked at');
      }
      const { signal } = wake;
      await delay(pauseMs, undefined, { signal: AbortSignal.any([signal, stopping.signal]) }).catch(() => {});
      if (signal.aborted) wake = new AbortController();
    }
  }

  return {
    grant: maxUnpaidWei > 0n ? { maxUnpaidWei } : undefined,
    state,
    open: (deal) => tabs.open(deal),
    meter,
    announce({ dealId, requester, payment }) {
      let key: string;
      try {
        key = paymentKey(chain, payment);
      } catch (error) {
        if (!isSuanliError(error)) throw error;
        return outcome({ requester, key: '', dealId }, { refusal: wireError(error) });
      }
      const known = tabs.payment(requester, key);
      if (known?.countedWei !== undefined) return outcome({ ...known, dealId }, { countedWei: known.countedWei });
      if (!known) {
        if (tabs.pendingCount(requester) >= maxPending) {
          const refusal = wireError(new SuanliError('TAB_PAYMENTS_TOO_MANY', { parameters: { requester } }));
          return outcome({ requester, key, dealId }, { refusal });
        }
        tabs.addPayment({ requester, key, payment, dealId });
      }
      wake.abort();
      return undefined;
    },
    tick,
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
  };
}
