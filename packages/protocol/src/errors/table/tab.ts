import type { ErrorRow } from '../ErrorRow.ts';

/** Work that is paid afterwards: tabs, and the payments announced for them. */
export const tabErrors = {
  TAB_NOT_GRANTED: {
    retryable: false,
    en: {
      message: 'Provider {provider} works for nothing but deals that are open on chain.',
      next: 'Open a deal, or take an offer whose capability names a tab.',
    },
    zh: {
      message: '算力提供者 {provider} 只为链上已开立的订单工作。',
      next: '请开立订单，或选择能力说明中允许记账的报价。',
    },
  },
  TAB_TERMS_MISMATCH: {
    retryable: false,
    en: {
      message: 'The order for a tab does not hold together: {what}.',
      next: 'Sign a request of volume 0 and policy 3 that wants this offer, and send the terms that follow from both.',
    },
    zh: {
      message: '记账订单前后不一致：{what}。',
      next: '请签署数量为 0、策略为 3 且与该报价相符的需求，并发送由两者得出的条款。',
    },
  },
  TAB_FORGED: {
    retryable: false,
    en: {
      message: 'The {what} is not signed by its side.',
      next: 'Check the signer and the Broker it was signed for.',
    },
    zh: { message: '{what} 的签名与其签署方不符。', next: '请检查签名者以及签名所针对的 Broker。' },
  },
  TAB_EXHAUSTED: {
    retryable: true,
    en: {
      message: 'The tab of {requester} is full: with {unpaidWei} wei unpaid, the limit is {limitWei} wei.',
      next: 'Pay what is unpaid and announce the payment; tasks are taken again once the chain shows it.',
    },
    zh: {
      message: '{requester} 的记账额度已满：未付 {unpaidWei} wei，上限 {limitWei} wei。',
      next: '请支付欠款并通告该笔付款；链上确认后将继续接受任务。',
    },
  },
  TAB_OVERDUE: {
    retryable: true,
    en: {
      message: '{requester} owes {unpaidWei} wei on its tab for too long.',
      next: 'Pay what is unpaid and announce the payment; tasks are taken again once the chain shows it.',
    },
    zh: {
      message: '{requester} 拖欠记账款 {unpaidWei} wei 已过期限。',
      next: '请支付欠款并通告该笔付款；链上确认后将继续接受任务。',
    },
  },
  TAB_PAYMENT_UNKNOWN: {
    retryable: true,
    en: {
      message: 'Payment {payment} is not on chain.',
      next: 'Wait until it is mined and announce it again; where a reorganisation has dropped it, pay again.',
    },
    zh: { message: '链上没有付款 {payment}。', next: '请等其上链后再次通告；若因链重组而消失，请重新付款。' },
  },
  TAB_PAYMENT_WRONG: {
    retryable: false,
    en: {
      message: 'Payment {payment} is not counted: {what}.',
      next: 'Announce a payment from the requester of the tab to its provider, as the chain has it.',
    },
    zh: {
      message: '付款 {payment} 不予计入：{what}。',
      next: '请通告由该记账的使用者支付给其提供者、且与链上一致的付款。',
    },
  },
  TAB_PAYMENT_COUNTED: {
    retryable: false,
    en: { message: 'Payment {payment} was counted before.', next: 'Nothing is to be done: each counts once.' },
    zh: { message: '付款 {payment} 已计入。', next: '无需操作：每笔只计一次。' },
  },
  TAB_PAYMENTS_TOO_MANY: {
    retryable: true,
    en: {
      message: 'Too many payments of {requester} wait for the chain.',
      next: 'Wait until those announced before are counted or refused.',
    },
    zh: { message: '{requester} 有过多付款等待链上确认。', next: '请等待之前通告的付款被计入或拒绝。' },
  },
  JOB_NO_TABS: {
    retryable: true,
    en: {
      message: 'Of {offers} offers that serve the job, none grants a tab that holds one of its tasks.',
      next: 'Let the job say `payment: { method: auto }` or `escrow`, or lower `limits.work`.',
    },
    zh: {
      message: '可服务该作业的 {offers} 份报价中，没有一份的记账额度足以容纳一个任务。',
      next: '请在作业中使用 `payment: { method: auto }` 或 `escrow`，或降低 `limits.work`。',
    },
  },
} as const satisfies Record<string, ErrorRow>;
