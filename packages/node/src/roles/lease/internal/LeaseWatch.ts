import { setTimeout as delay } from 'node:timers/promises';
import { isSuanliError, SuanliError } from '@suanli/protocol';
import type { ChainUseRight, LeaseChain } from '../../../chain/LeaseChain.ts';
import type { Logger } from '../../../telemetry/createLogger.ts';
import { ChainClock } from './ChainClock.ts';
import type { Lease } from './Lease.ts';

export interface LeaseWatchOptions {
  readonly pollIntervalMs: number;
  /** How long the chain may stay unread. */
  readonly patienceMs: number;
}

/** Rights that are read at the same time. */
const readsAtOnce = 16;
/** The longest time that a timer can wait. */
const maxTimerMs = 2_147_483_647;

/**
 * Keeps leases to what the chain says: every right that has sessions is read at intervals, and ended where its owner has
 * changed, it was given back, or it has expired; and where it could not be read for too long. Expiry and patience also have
 * timers of their own, which need no answer from the chain.
 */
export class LeaseWatch {
  readonly clock = new ChainClock();
  readonly #chain: LeaseChain;
  readonly #logger: Logger;
  readonly #options: LeaseWatchOptions;
  readonly #end: (lease: Lease, reason: SuanliError) => void;
  readonly #timers = new Map<Lease, NodeJS.Timeout>();
  readonly #stopped = new AbortController();
  #running: Promise<void> | undefined;
  #wake = new AbortController();

  /** @param end called once for a lease that has ended */
  constructor(
    dependencies: { chain: LeaseChain; logger: Logger; end: (lease: Lease, reason: SuanliError) => void },
    options: LeaseWatchOptions,
  ) {
    this.#chain = dependencies.chain;
    this.#logger = dependencies.logger;
    this.#end = dependencies.end;
    this.#options = options;
  }

  /** Watches a lease whose right was read just now. */
  add(lease: Lease): void {
    this.#arm(lease);
    this.#keepRunning();
  }

  /** Forgets a lease. */
  remove(lease: Lease): void {
    clearTimeout(this.#timers.get(lease));
    this.#timers.delete(lease);
    if (this.#timers.size === 0) this.#wake.abort();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#wake.abort();
    for (const lease of [...this.#timers.keys()]) this.remove(lease);
    await this.#running;
  }

  /** Why a right gives no access to those who opened it as they did; undefined where it does. */
  objection(lease: Lease, right: ChainUseRight | undefined): SuanliError | undefined {
    const parameters = { useRight: lease.useRight };
    if (!right) return new SuanliError('LEASE_GIVEN_BACK', { parameters });
    const isSame = right.owner.toLowerCase() === lease.owner.toLowerCase() && right.transfers === lease.transfers;
    if (!isSame) return new SuanliError('LEASE_TRANSFERRED', { parameters });
    if (this.isExpired(right.expiresAt)) return new SuanliError('LEASE_EXPIRED', { parameters });
    return undefined;
  }

  isExpired(expiresAt: bigint): boolean {
    return this.clock.nowMs() >= Number(expiresAt) * 1_000;
  }

  #keepRunning(): void {
    if (this.#timers.size === 0 || this.#stopped.signal.aborted) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      this.#keepRunning();
    });
  }

  async #run(): Promise<void> {
    while (this.#timers.size > 0 && !this.#stopped.signal.aborted) {
      this.#wake = new AbortController();
      await delay(this.#options.pollIntervalMs, undefined, { signal: this.#wake.signal }).catch(() => {});
      const leases = [...this.#timers.keys()];
      for (let i = 0; i < leases.length; i += readsAtOnce) {
        await Promise.all(leases.slice(i, i + readsAtOnce).map((lease) => this.#look(lease)));
      }
    }
  }

  async #look(lease: Lease): Promise<void> {
    const askedMs = performance.now();
    try {
      const { right, chainTime } = await this.#chain.useRight(lease.useRight);
      if (!this.#timers.has(lease)) return;
      this.clock.observe(chainTime);
      const reason = this.objection(lease, right);
      if (reason || !right) {
        this.#finish(
          lease,
          reason ?? new SuanliError('LEASE_GIVEN_BACK', { parameters: { useRight: lease.useRight } }),
        );
        return;
      }
      // What it says held when it was asked, not when the answer came.
      lease.readMs = askedMs;
      if (right.expiresAt !== lease.expiresAt) {
        lease.expiresAt = right.expiresAt;
        for (const member of lease.members) member.extend(right.expiresAt);
      }
      this.#arm(lease);
    } catch (error) {
      const level = isSuanliError(error, 'CHAIN_UNREACHABLE') ? 'debug' : 'warn';
      this.#logger[level]({ err: error, useRight: lease.useRight }, 'use right not read');
    }
  }

  /** Looks at the clock when the first of expiry and patience is due. */
  #arm(lease: Lease): void {
    clearTimeout(this.#timers.get(lease));
    const leftMs = Number(lease.expiresAt) * 1_000 - this.clock.nowMs();
    const patienceMs = lease.readMs + this.#options.patienceMs - performance.now();
    const dueMs = Math.min(Math.max(0, Math.ceil(Math.min(leftMs, patienceMs))), maxTimerMs);
    const timer = setTimeout(() => this.#due(lease), dueMs);
    timer.unref();
    this.#timers.set(lease, timer);
  }

  #due(lease: Lease): void {
    const parameters = { useRight: lease.useRight };
    const silentMs = Math.round(performance.now() - lease.readMs);
    if (this.isExpired(lease.expiresAt)) this.#finish(lease, new SuanliError('LEASE_EXPIRED', { parameters }));
    else if (silentMs >= this.#options.patienceMs) {
      this.#finish(lease, new SuanliError('LEASE_CHAIN_UNREACHABLE', { parameters: { ...parameters, silentMs } }));
    } else this.#arm(lease);
  }

  #finish(lease: Lease, reason: SuanliError): void {
    this.remove(lease);
    this.#end(lease, reason);
  }
}
