import { type CreditRequirements, type CreditTerms, type SignedVoucher, SuanliError } from '@suanli/protocol';
import type { VoucherAccount, VoucherBook } from '@suanli/sdk';
import { type Hex, isAddressEqual } from 'viem';
import type { Logger } from '../../../telemetry/createLogger.ts';
import type { ChainClock } from './ChainClock.ts';

/** A session that pays by the time. */
export interface MeteredSession {
  /** Asks for a voucher over all that was used of the line. */
  ask(quantity: bigint): void;
  /** Ends it. */
  cut(reason: SuanliError): void;
}

interface Meter {
  readonly session: MeteredSession;
  readonly account: VoucherAccount;
  /** What counts for each millisecond: machines, or one. */
  readonly rate: bigint;
  readonly interval: bigint;
  readonly startQuantity: bigint;
  readonly startMs: number;
  asked: bigint;
}

export interface AdmitParameters {
  readonly owner: Hex;
  readonly requirements: CreditRequirements;
}

export interface CreditMetersOptions {
  /** Served beyond the last voucher, at most, in milliseconds of one machine. */
  readonly intervalMs: number;
  /** Between two looks at what is due on chain. */
  readonly redeemIntervalMs: number;
  /** How long a line without a session stays open, in milliseconds; then what is unused of it goes back to its payer. */
  readonly releaseAfterMs: number;
}

/** The clocks look so often at every interval; what is served beyond one is less than nothing, for they look ahead. */
const looksPerInterval = 16;
const maxLookMs = 5_000;
/** Between two tries to release a line. */
const retryMs = 60_000;

/**
 * Meters the sessions that pay by credit: each counts on a line, from where the line's last session stopped, and is cut
 * before it has had more than an interval beyond the last voucher. What a process did not note before it died is not asked for.
 *
 * A line that no session needs any more is released, with its last voucher in the same transaction, so that its payer has the
 * rest back at once: when its right is over, or a while after its last session. Which lines there are is in the book's
 * store, and whether one is released is on chain, so that nothing is lost or done twice by a process that dies in between; a
 * new process gives each line that while anew.
 */
export class CreditMeters {
  readonly #book: VoucherBook;
  readonly #clock: ChainClock;
  readonly #logger: Logger;
  readonly #meters = new Map<Hex, Meter>();
  /** What was used of lines that have no session at present. */
  readonly #rested = new Map<Hex, bigint>();
  /** The lines that sessions have named, also before they are metered. */
  readonly #named = new Map<MeteredSession, Hex>();
  /** When lines without a session are to be released, by `performance.now()`. */
  readonly #releaseAtMs = new Map<Hex, number>();
  /** Lines that are released, or being released; none is ever open again. */
  readonly #released = new Set<Hex>();
  readonly #releaseAfterMs: number;
  readonly #lookMs: number;
  readonly #looking: NodeJS.Timeout;
  readonly #redeeming: NodeJS.Timeout;
  readonly #releasing: NodeJS.Timeout;
  #redemption: Promise<void> = Promise.resolve();

  constructor(
    dependencies: { readonly book: VoucherBook; readonly clock: ChainClock; readonly logger: Logger },
    options: CreditMetersOptions,
  ) {
    this.#clock = dependencies.clock;
    this.#book = dependencies.book;
    this.#logger = dependencies.logger;
    this.#lookMs = Math.min(maxLookMs, Math.max(10, Math.floor(options.intervalMs / looksPerInterval)));
    this.#looking = setInterval(() => this.#look(), this.#lookMs);
    this.#releaseAfterMs = options.releaseAfterMs;
    for (const { lineId } of this.#book.list()) this.#releaseLater(lineId);
    const releaseLookMs = Math.min(maxLookMs, Math.max(100, Math.ceil(options.releaseAfterMs / 2)));
    this.#releasing = setInterval(() => this.#releaseDue(), releaseLookMs);
    this.#redeeming = setInterval(() => this.#redeem(false), options.redeemIntervalMs);
    this.#looking.unref();
    this.#releasing.unref();
    this.#redeeming.unref();
    this.#redeem(false);
  }

  /**
   * Lets a session count on a line, which its right's owner pays.
   *
   * @returns what the book has of the line, and what was used of it; where the two are an interval apart, a voucher must come
   * before the meter is started
   */
  async admit(
    session: MeteredSession,
    terms: CreditTerms,
    parameters: AdmitParameters,
  ): Promise<{ readonly account: VoucherAccount; readonly usedQuantity: bigint }> {
    const { owner, requirements } = parameters;
    if (!isAddressEqual(terms.payer, owner)) {
      throw new SuanliError('CREDIT_TERMS_UNSUITABLE', { parameters: { what: 'payer' } });
    }
    const account = await this.#book.admit(terms, requirements);
    // What the chain said of it may have been said before.
    if (this.#released.has(account.lineId)) throw new SuanliError('CREDIT_LINE_NOT_OPEN');
    this.#named.set(session, account.lineId);
    this.#releaseAtMs.delete(account.lineId);
    const rested = this.#used(account.lineId);
    return { account, usedQuantity: rested > account.paidQuantity ? rested : account.paidQuantity };
  }

  /** Starts to count; a session that counted on the line before is cut. */
  start(
    session: MeteredSession,
    parameters: { account: VoucherAccount; usedQuantity: bigint; rate: bigint; interval: bigint },
  ): void {
    const { account, usedQuantity, rate, interval } = parameters;
    const { lineId } = account;
    this.#meters.get(lineId)?.session.cut(new SuanliError('LEASE_CREDIT_ELSEWHERE', { parameters: { lineId } }));
    const rested = this.#rested.get(lineId) ?? 0n;
    this.#rested.delete(lineId);
    this.#meters.set(lineId, {
      session,
      account,
      rate,
      interval,
      // The session before may have gone on since this one asked.
      startQuantity: rested > usedQuantity ? rested : usedQuantity,
      startMs: performance.now(),
      asked: usedQuantity,
    });
  }

  /** Takes a voucher; throws as the book does. One that is there already is no harm. */
  async accept(voucher: SignedVoucher): Promise<void> {
    await this.#book.accept(voucher);
  }

  /** Stops to count for a session, and, where nobody else counts on its line, releases that: at once where its right is over. */
  leave(session: MeteredSession, { isOver = false } = {}): void {
    const named = this.#named.get(session);
    this.#named.delete(session);
    for (const [lineId, meter] of this.#meters) {
      if (meter.session !== session) continue;
      this.#rested.set(lineId, this.#quantityOf(meter));
      this.#meters.delete(lineId);
    }
    if (named === undefined || this.#isNamed(named)) return;
    this.#releaseLater(named, isOver ? 0 : this.#releaseAfterMs);
    this.#releaseDue();
  }

  /** Redeems all that there is, and ends; lines stay open for the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#looking);
    clearInterval(this.#redeeming);
    clearInterval(this.#releasing);
    await this.#redemption;
    this.#redeem(true);
    await this.#redemption;
  }

  #isNamed(lineId: Hex): boolean {
    for (const named of this.#named.values()) if (named === lineId) return true;
    return false;
  }

  #releaseLater(lineId: Hex, afterMs = this.#releaseAfterMs): void {
    this.#releaseAtMs.set(lineId, performance.now() + afterMs);
  }

  #used(lineId: Hex): bigint {
    const meter = this.#meters.get(lineId);
    return meter ? this.#quantityOf(meter) : (this.#rested.get(lineId) ?? 0n);
  }

  #quantityOf({ startQuantity, startMs, rate }: Meter): bigint {
    return startQuantity + BigInt(Math.round(performance.now() - startMs)) * rate;
  }

  #look(): void {
    for (const [lineId, meter] of [...this.#meters]) {
      const used = this.#quantityOf(meter);
      const paid = this.#book.get(lineId)?.paidQuantity ?? 0n;
      // By the next look as much more will have been used, twice that where a timer is late.
      const soon = used + BigInt(2 * this.#lookMs) * meter.rate;
      const time = BigInt(Math.floor(this.#clock.nowMs() / 1_000));
      const reason = this.#book.reasonToStop(lineId, soon, time);
      if (reason) meter.session.cut(reason);
      else if (used - (paid > meter.asked ? paid : meter.asked) >= meter.interval / 2n) {
        meter.asked = used;
        meter.session.ask(used);
      }
    }
  }

  /** One after the other; a chain that cannot be read is asked again the next time. */
  #redeem(all: boolean): void {
    this.#redemption = this.#redemption
      .then(async () => {
        for (const redemption of await this.#book.redeem({ all })) {
          const { lineId, paidWei, lostCode } = redemption;
          if (lostCode) this.#logger.error({ lineId, code: lostCode }, 'a voucher came too late');
          else this.#logger.info({ lineId, paidWei }, 'voucher redeemed');
        }
      })
      .catch((error: unknown) => this.#logger.warn({ err: error }, 'vouchers not redeemed'));
  }

  /** Likewise; a line whose release failed is due again after a while. */
  #releaseDue(): void {
    for (const [lineId, atMs] of this.#releaseAtMs) {
      if (performance.now() < atMs) continue;
      this.#releaseLater(lineId, retryMs);
      this.#redemption = this.#redemption.then(() => this.#release(lineId));
    }
  }

  async #release(lineId: Hex): Promise<void> {
    // Its payer may be back, or the book may have forgotten it after its end.
    if (this.#isNamed(lineId) || !this.#book.get(lineId)) {
      this.#releaseAtMs.delete(lineId);
      return;
    }
    this.#released.add(lineId);
    try {
      const { paidWei, refundWei } = await this.#book.release(lineId);
      this.#releaseAtMs.delete(lineId);
      this.#rested.delete(lineId);
      this.#logger.info({ lineId, paidWei, refundWei }, 'line of credit released');
    } catch (error) {
      this.#released.delete(lineId);
      this.#logger.warn({ err: error, lineId }, 'line of credit not released');
    }
  }
}
