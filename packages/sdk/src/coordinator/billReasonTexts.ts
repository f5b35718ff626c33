import { paymentReasonTexts } from '../payment/paymentReasonTexts.ts';
import type { BillReason } from './PaymentRecord.ts';

/** What each {@link BillReason} says, in one sentence. */
export const billReasonTexts: Readonly<Record<BillReason, { readonly en: string; readonly zh: string }>> = {
  ...paymentReasonTexts,
  // When the job is done, there is nothing left to wait for.
  everyFeeAbovePayment: {
    en: 'So little was due that every way to pay it costs more than that.',
    zh: '应付金额极小，任何付款方式的手续费都高于它。',
  },
  asked: { en: 'The job says so.', zh: '作业规格如此指定。' },
  tabsTooSmall: {
    en: 'The tabs of the providers do not hold the job, so the price was locked before.',
    zh: '算力提供者的记账额度不足以容纳该作业，因此事先托管了费用。',
  },
};
