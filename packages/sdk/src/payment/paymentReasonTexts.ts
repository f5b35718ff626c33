import type { PaymentObstacle, PaymentReason } from './choosePaymentMethod.ts';

/** What {@link PaymentReason} and {@link PaymentObstacle} say, in one sentence each. */
export const paymentReasonTexts = {
  nothingDue: { en: 'Nothing is due.', zh: '没有待付款项。' },
  onePayee: {
    en: 'There is one payee, and the fee is below the payment.',
    zh: '只有一个收款方，且手续费低于付款额。',
  },
  batchFeeNegligible: {
    en: 'Together, the payments cost next to nothing, and everyone is paid surely.',
    zh: '合并支付的手续费可忽略不计，且每个收款方都确定收到款项。',
  },
  lowestFee: { en: 'It costs the least of what is allowed.', zh: '这是允许的方式中手续费最低的。' },
  everyFeeAbovePayment: {
    en: 'Every way costs more than a payment is worth; wait until more is due.',
    zh: '任何方式的手续费都高于某笔付款；建议累积更多款项后再付。',
  },
  varianceAboveLimit: {
    en: 'A lottery would let incomes vary more than is allowed.',
    zh: '抽签支付会使收入波动超过允许范围。',
  },
  prizeAboveCap: {
    en: 'The prize of a lottery would be above the cap.',
    zh: '抽签奖金将超过上限。',
  },
  tooManyParticipants: { en: 'A lottery does not hold as many participants.', zh: '参与者数量超过抽签上限。' },
  tooFewParticipants: { en: 'A lottery needs two participants.', zh: '抽签至少需要两个参与者。' },
  feeAbovePayment: { en: 'The fee of a payment would be above the payment.', zh: '某笔付款的手续费将高于付款额。' },
} as const satisfies Readonly<Record<PaymentReason | PaymentObstacle, { readonly en: string; readonly zh: string }>>;
