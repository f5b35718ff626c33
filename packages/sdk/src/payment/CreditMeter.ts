import {
  type CreditDomain,
  type CreditTerms,
  creditDueDown,
  hashCreditTerms,
  type SignedVoucher,
  SuanliError,
  type Voucher,
} from '@suanli/protocol';
import type { Hex } from 'viem';
import { recoverVoucherSigner } from './recoverVoucherSigner.ts';

export interface CreditMeterOptions {
  readonly terms: CreditTerms;
  readonly domain: CreditDomain;
  /** At most so much is paid beyond what this side has counted: instructions or milliseconds. */
  readonly interval: bigint;
  /** Signs as the payer: `signVoucher` of a client, or the signer of `createVoucherSigner`. */
  readonly sign: (voucher: Voucher) => Promise<Hex>;
  /** What is locked of the line, where it was topped up since. Default: the deposit of the terms. */
  readonly depositWei?: bigint;
}

/** The payer's side of a line: it counts what it gets, and signs for that, never for more than an interval ahead. */
export interface CreditMeter {
  readonly lineId: Hex;
  /** What this side has counted since the line was opened. */
  readonly usedQuantity: bigint;
  /** The quantity of the highest voucher signed here, or taken over by `resume`. */
  readonly signedQuantity: bigint;
  /** Counts so much more. */
  use(quantity: bigint): void;
  /** How much more could be used before the payee stops serving; below zero it has reason to. */
  readonly ahead: bigint;
  /**
   * A voucher over what was used; undefined where one for as much was signed.
   *
   * @throws SuanliError `CREDIT_DEPOSIT_SPENT` where the deposit does not pay for that
   */
  pay(): Promise<SignedVoucher | undefined>;
  /**
   * A voucher over what the payee has counted. The two clocks differ, so it may be ahead of this one by up to an interval.
   *
   * @throws SuanliError `CREDIT_PREPAYMENT_REFUSED` where it is further ahead, `CREDIT_DEPOSIT_SPENT`
   */
  payFor(quantity: bigint): Promise<SignedVoucher>;
  /**
   * Goes on after a restart, from a voucher that the payee shows: whatever it covers was used.
   *
   * @throws SuanliError `CREDIT_SIGNATURE_INVALID` where the payer has not signed it; of a payer that is a contract nothing can
   * be taken over
   */
  resume(voucher: SignedVoucher): Promise<void>;
  /** The line was topped up to so much in all. */
  setDeposit(depositWei: bigint): void;
}

/**
 * Meters the use of a line of credit, as its payer.
 *
 * @example
 * const meter = createCreditMeter({ terms, domain: creditDomain(deployment), interval: 60_000n, sign });
 * meter.use(60_000n);
 * const voucher = await meter.pay();
 */
export function createCreditMeter(options: CreditMeterOptions): CreditMeter {
  const { terms, domain, interval, sign } = options;
  const lineId = hashCreditTerms(domain, terms);
  let used = 0n;
  let signed = 0n;
  let depositWei = options.depositWei ?? terms.depositWei;

  const signFor = async (quantity: bigint): Promise<SignedVoucher> => {
    const neededWei = creditDueDown(terms, quantity);
    if (neededWei > depositWei) {
      const remainingWei = depositWei - creditDueDown(terms, signed);
      throw new SuanliError('CREDIT_DEPOSIT_SPENT', { parameters: { remainingWei, neededWei } });
    }
    const signature = await sign({ lineId, quantity });
    if (quantity > signed) signed = quantity;
    return { lineId, quantity, signature };
  };

  return {
    lineId,
    get usedQuantity() {
      return used;
    },
    get signedQuantity() {
      return signed;
    },
    get ahead() {
      return signed + interval - used;
    },
    use(quantity) {
      if (quantity < 0n) throw new RangeError(`a use of ${quantity}`);
      used += quantity;
    },
    async pay() {
      return used > signed ? signFor(used) : undefined;
    },
    async payFor(quantity) {
      if (quantity > used + interval) {
        throw new SuanliError('CREDIT_PREPAYMENT_REFUSED', { parameters: { quantity, usedQuantity: used } });
      }
      return signFor(quantity);
    },
    async resume(voucher) {
      const signer = voucher.lineId === lineId ? await recoverVoucherSigner({ domain, voucher }) : undefined;
      if (signer !== terms.payer.toLowerCase()) throw new SuanliError('CREDIT_SIGNATURE_INVALID');
      if (voucher.quantity > signed) signed = voucher.quantity;
      if (signed > used) used = signed;
    },
    setDeposit(amountWei) {
      depositWei = amountWei;
    },
  };
}
