import { paymentReasonTexts } from '../payment/paymentReasonTexts.ts';
import type { BillReason } from './PaymentRecord.ts';

/** What each {@link BillReason} says, in one sentence. */
export const billReasonTexts: Readonly<Record<BillReason, { readonly en: string; readonly zh: string }>> = {
  ...paymentReasonTexts,
  asked: { en: 'The job says so.', zh: '作业规格如此指定。' },
  tabsTooSmall: {
    en: 'The tabs of the providers do not hold the job, so the price was locked before.',
    zh: '算力提供者的记账额度不足以容纳该作业，因此事先托管了费用。',
  },
};
