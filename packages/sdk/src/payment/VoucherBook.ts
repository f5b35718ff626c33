import {
  type CreditRequirements,
  type CreditTerms,
  creditDomain,
  creditDueDown,
  creditEndOf,
  type ErrorCode,
  hashCreditTerms,
  isSuanliError,
  type SignedVoucher,
  SuanliError,
} from '@suanli/protocol';
import { type Hex, isAddressEqual } from 'viem';
import { getChainTime } from '../actions/chain/getChainTime.ts';
import { getCreditLineState } from '../actions/payment/getCreditLineState.ts';
import { redeemVoucher } from '../actions/payment/redeemVoucher.ts';
import { releaseCreditLine } from '../actions/payment/releaseCreditLine.ts';
import { verifyVoucher } from '../actions/payment/verifyVoucher.ts';
import type { SuanliClient } from '../client/SuanliClient.ts';
import { loadVoucherCurve } from './internal/voucherCurve.ts';
import type { VoucherRecord, VoucherStore } from './VoucherStore.ts';

export interface VoucherBookOptions {
  /** Where vouchers survive the process. */
  readonly store: VoucherStore;
  /** How often a line that is in use is redeemed, in seconds. Default 86400, a day. */
  readonly redeemEverySeconds?: number;
}

/** A line as the book has it. */
export interface VoucherAccount {
  readonly lineId: Hex;
  readonly terms: CreditTerms;
  /** What vouchers cover: instructions or milliseconds since the line was opened. */
  readonly paidQuantity: bigint;
  readonly redeemedQuantity: bigint;
  /** The highest voucher; undefined where there is none yet. */
  readonly voucher: SignedVoucher | undefined;
}

/** What became of a line's voucher in `redeem`. */
export interface VoucherRedemption {
  readonly lineId: Hex;
  readonly quantity: bigint;
  /** What the payee got; zero where `lostCode` says why there is nothing more to get. */
  readonly paidWei: bigint;
  /** Why the voucher cannot be redeemed any more, such as `CREDIT_LINE_ENDED`. */
  readonly lostCode?: ErrorCode;
}

/** The payee's side of its lines: it keeps the highest voucher of each, says when to stop serving, and redeems. */
export interface VoucherBook {
  /**
   * Checks a line on chain before anything is served on it, and keeps it. A line that is known is checked again, and goes on
   * where its last voucher is.
   *
   * @throws SuanliError `CREDIT_TERMS_UNSUITABLE` with the `what`, `CREDIT_LINE_UNKNOWN`, `CREDIT_LINE_NOT_OPEN`,
   * `CREDIT_LINE_ENDED`, `CREDIT_DEPOSIT_SPENT` where not even an interval is left, `CHAIN_UNREACHABLE`
   */
  admit(terms: CreditTerms, requirements: CreditRequirements): Promise<VoucherAccount>;
  /**
   * Takes a voucher, and keeps it before it returns.
   *
   * @throws SuanliError `CREDIT_LINE_UNKNOWN` where the line was not admitted, `CREDIT_VOUCHER_OUTDATED`,
   * `CREDIT_SIGNATURE_INVALID`, `CREDIT_DEPOSIT_SPENT` where the deposit does not pay for it, `CREDIT_LINE_NOT_OPEN`,
   * `CHAIN_UNREACHABLE`
   */
  accept(voucher: SignedVoucher): Promise<VoucherAccount>;
  /**
   * Why to stop serving after so much was used of a line, or undefined: `CREDIT_UNPAID` where more than an interval is not
   * vouched for, `CREDIT_DEPOSIT_SPENT` where the deposit does not pay for another one, `CREDIT_LINE_ENDED` from the expiry on.
   *
   * @param usedQuantity All that was served since the line was opened.
   * @param time Unix seconds.
   */
  reasonToStop(lineId: Hex, usedQuantity: bigint, time: bigint): SuanliError | undefined;
  /** Undefined where the line was not admitted. */
  get(lineId: Hex): VoucherAccount | undefined;
  /** All lines that are known, also those of a process before. */
  list(): readonly VoucherAccount[];
  /**
   * Redeems the highest voucher of every line for which it is time: a day after the last time, or from the line's expiry on; of
   * all lines where `all` is set. What ended is forgotten.
   *
   * @throws SuanliError `CHAIN_…` where the chain cannot be reached; nothing is lost by that, and the next call goes on
   */
  redeem(options?: { readonly all?: boolean; readonly signal?: AbortSignal }): Promise<readonly VoucherRedemption[]>;
  /**
   * Redeems what is there and gives the rest of the deposit back to the payer at once, in one transaction. A line that is closed
   * already is forgotten: nobody has anything of it then.
   *
   * @throws SuanliError `CREDIT_LINE_UNKNOWN` where the line was not admitted, `CHAIN_…`; it can be called again
   */
  release(lineId: Hex): Promise<{ readonly paidWei: bigint; readonly refundWei: bigint }>;
}

interface Entry {
  record: VoucherRecord;
  /** Of the last look at the chain; deposits only grow while a line is open. */
  depositWei: bigint;
  /** Changes of the record, one after the other. */
  turn: Promise<unknown>;
}

/** Why a voucher is worth nothing more, by what the contract says of it. */
const endings: readonly ErrorCode[] = ['CREDIT_LINE_ENDED', 'CREDIT_LINE_NOT_OPEN', 'CREDIT_LINE_UNKNOWN'];
/** Somebody else was first, or the deposit had been spent: what there was is there. */
const settled: readonly ErrorCode[] = ['CREDIT_VOUCHER_REDEEMED', 'CREDIT_VOUCHER_OUTDATED', 'CREDIT_NOTHING_DUE'];

/** Does without a voucher that was redeemed by somebody else, or came too late. */
function whereWorthless<Result>(work: () => Promise<Result>): (error: unknown) => Promise<Result> {
  return (error) => {
    if (!isSuanliError(error) || ![...settled, 'CREDIT_LINE_ENDED'].includes(error.code)) throw error;
    return work();
  };
}

/**
 * Opens the book of a payee's vouchers, with all that its store has. One book per account and store.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 *
 * @example
 * const book = await createVoucherBook(client, { store });
 * await book.admit(terms, { payee, unit: 'hour', priceWeiPerUnit, interval: 60_000n, graceSeconds: 3600 });
 * await book.accept(voucher);
 * const reason = book.reasonToStop(voucher.lineId, usedMs, time);
 */
export async function createVoucherBook(client: SuanliClient, options: VoucherBookOptions): Promise<VoucherBook> {
  const { store } = options;
  const redeemEverySeconds = BigInt(options.redeemEverySeconds ?? 86_400);
  if (!client.account) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const account = client.account;
  const domain = creditDomain(client.deployment);
  const entries = new Map<Hex, Entry>();
  for (const record of await store.list()) {
    entries.set(record.lineId, { record, depositWei: record.terms.depositWei, turn: Promise.resolve() });
  }
  let turn: Promise<unknown> = Promise.resolve();

  const accountOf = ({ record }: Entry): VoucherAccount => ({
    lineId: record.lineId,
    terms: record.terms,
    paidQuantity: record.quantity,
    redeemedQuantity: record.redeemedQuantity,
    voucher:
      record.signature === '0x'
        ? undefined
        : { lineId: record.lineId, quantity: record.quantity, signature: record.signature },
  });
  const known = (lineId: Hex): Entry => {
    const entry = entries.get(lineId);
    if (!entry) throw new SuanliError('CREDIT_LINE_UNKNOWN');
    return entry;
  };
  /** The old record stays in use until the new one is kept. */
  const change = (entry: Entry, next: (record: VoucherRecord) => Partial<VoucherRecord>): Promise<void> => {
    const work = async () => {
      const record = { ...entry.record, ...next(entry.record) };
      await store.put(record);
      entry.record = record;
    };
    const done = entry.turn.then(work, work);
    entry.turn = done;
    return done;
  };
  const forget = async (lineId: Hex): Promise<void> => {
    await store.remove(lineId);
    entries.delete(lineId);
  };
  const depositOf = async (lineId: Hex): Promise<bigint> => {
    const { status, depositWei } = await getCreditLineState(client, { lineId });
    if (status === 'unknown') throw new SuanliError('CREDIT_LINE_UNKNOWN');
    if (status === 'closed') throw new SuanliError('CREDIT_LINE_NOT_OPEN');
    return depositWei;
  };
  const spent = (terms: CreditTerms, depositWei: bigint, paidQuantity: bigint, quantity: bigint): SuanliError => {
    const paidWei = creditDueDown(terms, paidQuantity);
    const parameters = { remainingWei: depositWei - paidWei, neededWei: creditDueDown(terms, quantity) - paidWei };
    return new SuanliError('CREDIT_DEPOSIT_SPENT', { parameters });
  };
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = turn.then(work, work);
    turn = done;
    return done;
  };

  const redeemOne = async (entry: Entry, time: bigint): Promise<VoucherRedemption | undefined> => {
    const { lineId, terms, quantity, signature, redeemedQuantity } = entry.record;
    if (quantity <= redeemedQuantity) {
      if (time >= creditEndOf(terms)) await forget(lineId);
      return undefined;
    }
    try {
      const { paidWei } = await redeemVoucher(client, { terms, quantity, signature });
      await change(entry, () => ({ redeemedQuantity: quantity, redeemedAt: time }));
      return { lineId, quantity, paidWei };
    } catch (error) {
      if (!isSuanliError(error)) throw error;
      if (settled.includes(error.code)) {
        await change(entry, () => ({ redeemedQuantity: quantity, redeemedAt: time }));
        return { lineId, quantity, paidWei: 0n };
      }
      if (!endings.includes(error.code)) throw error;
      await forget(lineId);
      return { lineId, quantity, paidWei: 0n, lostCode: error.code };
    }
  };

  return {
    async admit(terms, requirements) {
      const { interval, unit, priceWeiPerUnit, graceSeconds, payee } = requirements;
      const unsuitable = (what: string) => new SuanliError('CREDIT_TERMS_UNSUITABLE', { parameters: { what } });
      if (!isAddressEqual(terms.payee, payee) || !isAddressEqual(payee, account)) throw unsuitable('payee');
      if (terms.unit !== unit) throw unsuitable('unit');
      if (terms.priceWeiPerUnit < priceWeiPerUnit) throw unsuitable('priceWeiPerUnit');
      if (terms.graceSeconds < graceSeconds) throw unsuitable('graceSeconds');
      const lineId = hashCreditTerms(domain, terms);
      const [state, time] = await Promise.all([
        getCreditLineState(client, { lineId }),
        getChainTime(client),
        // The first voucher should not wait for it: the time that it takes is served.
        loadVoucherCurve(),
      ]);
      if (state.status === 'unknown') throw new SuanliError('CREDIT_LINE_UNKNOWN');
      if (state.status === 'closed') throw new SuanliError('CREDIT_LINE_NOT_OPEN');
      if (time >= terms.expiresAt) throw new SuanliError('CREDIT_LINE_ENDED');
      const { depositWei, redeemedQuantity } = state;
      let entry = entries.get(lineId);
      if (!entry) {
        entry = {
          // Where the store was lost, what was redeemed is what is known to be paid.
          record: {
            lineId,
            terms,
            interval,
            quantity: redeemedQuantity,
            signature: '0x',
            redeemedQuantity,
            redeemedAt: time,
          },
          depositWei,
          turn: Promise.resolve(),
        };
        entries.set(lineId, entry);
      }
      entry.depositWei = depositWei;
      const paid = entry.record.quantity;
      if (creditDueDown(terms, paid + interval) > depositWei) throw spent(terms, depositWei, paid, paid + interval);
      await change(entry, () => ({ interval }));
      return accountOf(entry);
    },

    async accept(voucher) {
      const { lineId, quantity, signature } = voucher;
      const entry = known(lineId);
      const requireHigher = ({ quantity: highest }: VoucherRecord) => {
        if (quantity <= highest) throw new SuanliError('CREDIT_VOUCHER_OUTDATED');
      };
      requireHigher(entry.record);
      const { terms } = entry.record;
      await verifyVoucher(client, { voucher, payer: terms.payer });
      const neededWei = creditDueDown(terms, quantity);
      if (neededWei > entry.depositWei) {
        entry.depositWei = await depositOf(lineId);
        if (neededWei > entry.depositWei) throw spent(terms, entry.depositWei, entry.record.quantity, quantity);
      }
      await change(entry, (record) => {
        // A higher one may have come meanwhile.
        requireHigher(record);
        return { quantity, signature };
      });
      return accountOf(entry);
    },

    reasonToStop(lineId, usedQuantity, time) {
      const { record, depositWei } = known(lineId);
      const { terms, interval, quantity } = record;
      if (time >= terms.expiresAt) return new SuanliError('CREDIT_LINE_ENDED');
      if (usedQuantity > quantity + interval) {
        return new SuanliError('CREDIT_UNPAID', { parameters: { quantity: usedQuantity, paidQuantity: quantity } });
      }
      if (creditDueDown(terms, usedQuantity) > depositWei) return spent(terms, depositWei, quantity, usedQuantity);
      return undefined;
    },

    get(lineId) {
      const entry = entries.get(lineId);
      return entry && accountOf(entry);
    },

    list: () => [...entries.values()].map(accountOf),

    redeem: ({ all = false, signal } = {}) =>
      inTurn(async () => {
        const redemptions: VoucherRedemption[] = [];
        if (entries.size === 0) return redemptions;
        const time = await getChainTime(client);
        for (const entry of [...entries.values()]) {
          signal?.throwIfAborted();
          const { terms, redeemedAt } = entry.record;
          if (!all && time < terms.expiresAt && time < redeemedAt + redeemEverySeconds) continue;
          const redemption = await redeemOne(entry, time);
          if (redemption) redemptions.push(redemption);
        }
        return redemptions;
      }),

    release: (lineId) =>
      inTurn(async () => {
        const { terms, quantity, signature, redeemedQuantity } = known(lineId).record;
        const rest = () => releaseCreditLine(client, { terms });
        const all = () => releaseCreditLine(client, { terms, voucher: { quantity, signature } });
        try {
          const released = quantity > redeemedQuantity ? all().catch(whereWorthless(rest)) : rest();
          const { paidWei, refundWei } = await released;
          await forget(lineId);
          return { paidWei, refundWei };
        } catch (error) {
          if (!isSuanliError(error, 'CREDIT_LINE_NOT_OPEN') && !isSuanliError(error, 'CREDIT_LINE_UNKNOWN'))
            throw error;
          await forget(lineId);
          return { paidWei: 0n, refundWei: 0n };
        }
      }),
  };
}
