import { startEmbeddedMarket } from '@suanli/node';
import {
  getChainTime,
  moduleConsent,
  openCreditLine,
  redeemVoucher,
  releaseCreditLine,
  setConsent,
  signVoucher,
  topUpCreditLine,
} from '@suanli/sdk';
import { type Address, parseEther } from 'viem';

/** Gas of whole transactions, as their receipts report it. */
export interface CreditFigures {
  /** Opening a line: the payer has a balance in the Bank. */
  readonly open: bigint;
  /** Redeeming a voucher to a payee that has a balance; the median of the first and later ones of two lines. */
  readonly redeem: bigint;
  /** Ending a line with a refund and no voucher; `close` after the end costs as much. */
  readonly close: bigint;
  /** Redeeming the last voucher and ending the line in one transaction. */
  readonly redeemAndClose: bigint;
  readonly topUp: bigint;
}

/**
 * Measures what lines of credit cost on chain, with amounts, times and nonces of realistic size.
 *
 * @example
 * const { open, redeem } = await measureCredit({ signal });
 */
export async function measureCredit(options: { readonly signal?: AbortSignal } = {}): Promise<CreditFigures> {
  const { signal } = options;
  const market = await startEmbeddedMarket(signal === undefined ? {} : { signal });
  try {
    const { client: payer } = await market.createAccount();
    const { client: payee } = await market.createAccount();
    await setConsent(payer, { consentModules: await moduleConsent(payer, { modules: ['creditLine'] }) });
    const run = async (nonce: bigint) => {
      const { lineId, terms, gasUsed } = await openCreditLine(payer, {
        payee: payee.account as Address,
        unit: 'nodeHour',
        priceWeiPerUnit: 1_234_567_890_123_456n,
        depositWei: parseEther('12.345678901234567'),
        expiresAt: (await getChainTime(payer)) + 86_400n,
        nonce,
      });
      const voucherOf = async (quantity: bigint) => ({
        quantity,
        signature: await signVoucher(payer, { voucher: { lineId, quantity } }),
      });
      const redeems: bigint[] = [];
      for (const quantity of [12_345_678n, 23_456_789n, 34_567_890n]) {
        redeems.push((await redeemVoucher(payee, { terms, ...(await voucherOf(quantity)) })).gasUsed);
      }
      const topUp = (await topUpCreditLine(payer, { terms, amountWei: parseEther('1.2') })).gasUsed;
      return { open: gasUsed, redeems, topUp, terms, last: await voucherOf(45_678_901n) };
    };
    const first = await run(0xfedc_ba98_7654_3210n);
    const second = await run(0xfedc_ba98_7654_3211n);
    const redeems = [...first.redeems, ...second.redeems].sort((a, b) => Number(a - b));
    return {
      open: second.open,
      redeem: redeems[redeems.length >> 1] ?? 0n,
      close: (await releaseCreditLine(payee, { terms: first.terms })).gasUsed,
      redeemAndClose: (await releaseCreditLine(payee, { terms: second.terms, voucher: second.last })).gasUsed,
      topUp: second.topUp,
    };
  } finally {
    await market.stop();
  }
}
