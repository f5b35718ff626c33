import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the Broker. */
export const brokerErrors = {
  BROKER_EMPTY_BATCH: {
    retryable: false,
    en: { message: 'The batch is empty.', next: 'Give at least one element.' },
    zh: { message: '批次为空。', next: '请至少提供一项。' },
  },
  BROKER_REQUEST_EXPIRED: {
    retryable: false,
    en: { message: 'The request is out of date.', next: 'Sign a new request with a later expiry.' },
    zh: { message: '需求已过期。', next: '请以更晚的有效期重新签署需求。' },
  },
  BROKER_REQUEST_CANCELLED: {
    retryable: false,
    en: { message: 'The requester cancelled this request.', next: 'Sign a new request with another nonce.' },
    zh: { message: '算力使用者已取消该需求。', next: '请使用其他 nonce 重新签署需求。' },
  },
  BROKER_REQUEST_VOLUME_EXCEEDED: {
    retryable: false,
    en: {
      message: 'The request has fewer deals than that.',
      next: 'Use an index below the volume of the request, or sign a request with more deals.',
    },
    zh: { message: '需求包含的订单数没有这么多。', next: '请使用小于需求数量的序号，或签署数量更大的需求。' },
  },
  BROKER_OFFER_EXPIRED: {
    retryable: false,
    en: { message: 'The offer is out of date.', next: 'Ask the provider for a newer offer, or take another one.' },
    zh: { message: '报价已过期。', next: '请向算力提供者索取新报价，或选择其他报价。' },
  },
  BROKER_OFFER_CANCELLED: {
    retryable: false,
    en: { message: 'The provider cancelled this offer.', next: 'Take another offer.' },
    zh: { message: '算力提供者已取消该报价。', next: '请选择其他报价。' },
  },
  BROKER_OFFER_EXHAUSTED: {
    retryable: false,
    en: { message: 'All deals of this offer are taken.', next: 'Take another offer.' },
    zh: { message: '该报价的订单已全部被占用。', next: '请选择其他报价。' },
  },
  BROKER_REQUESTER_MISMATCH: {
    retryable: false,
    en: {
      message: 'The offer is meant for another requester.',
      next: 'Take an offer that is open to all or made out to you.',
    },
    zh: { message: '该报价面向其他算力使用者。', next: '请选择面向所有人或面向您的报价。' },
  },
  BROKER_PROVIDER_MISMATCH: {
    retryable: false,
    en: {
      message: 'The request is meant for another provider.',
      next: 'Take an offer of the provider that the request names.',
    },
    zh: { message: '该需求面向其他算力提供者。', next: '请选择需求所指定的算力提供者的报价。' },
  },
  BROKER_PRICE_TOO_HIGH: {
    retryable: false,
    en: {
      message: 'The price of the offer is above the limit of the request.',
      next: 'Raise the maximum price, or take a cheaper offer.',
    },
    zh: { message: '报价的价格高于需求的上限。', next: '请提高最高价格，或选择更便宜的报价。' },
  },
  BROKER_WORK_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The deal holds more work than the offer or the request allows.',
      next: 'Split the job over more deals, or take an offer with a higher limit.',
    },
    zh: { message: '订单的计量超过报价或需求的上限。', next: '请将作业分成更多订单，或选择上限更高的报价。' },
  },
  BROKER_WORK_TOO_SMALL: {
    retryable: false,
    en: {
      message: 'Only the requester may open a deal with less work than the request says.',
      next: 'Open it with the work of the request.',
    },
    zh: { message: '只有算力使用者才能以少于需求的计量开立订单。', next: '请按需求中的计量开立订单。' },
  },
  BROKER_STAKE_TOO_SMALL: {
    retryable: false,
    en: {
      message: 'The stake of the offer is below the least that the request takes.',
      next: 'Lower the minimum stake, or take an offer with a higher one.',
    },
    zh: { message: '报价的质押低于需求的下限。', next: '请降低最低质押，或选择质押更高的报价。' },
  },
  BROKER_STAKE_BELOW_BOUNTY: {
    retryable: false,
    en: {
      message: 'The stake of the offer cannot pay the keeper bounty of the request.',
      next: 'Lower the bounty, or take an offer with a higher stake.',
    },
    zh: { message: '报价的质押不足以支付需求的维护赏金。', next: '请降低赏金，或选择质押更高的报价。' },
  },
  BROKER_DEPOSIT_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The answer deposit of the request is above the limit of the offer.',
      next: 'Lower the deposit, or take another offer.',
    },
    zh: { message: '需求的答案押金高于报价的上限。', next: '请降低押金，或选择其他报价。' },
  },
  BROKER_ANSWER_TIME_TOO_SHORT: {
    retryable: false,
    en: {
      message: 'The request leaves fewer blocks for the answer than the offer wants.',
      next: 'Allow more blocks, or take another offer.',
    },
    zh: { message: '需求给出的作答区块数少于报价的要求。', next: '请增加区块数，或选择其他报价。' },
  },
  BROKER_WINDOW_TOO_SHORT: {
    retryable: false,
    en: {
      message: 'The challenge window of the request is shorter than the time that the offer wants for an answer.',
      next: 'Ask for a longer window: a provider has to be able to defend its answer within it.',
    },
    zh: {
      message: '需求的挑战窗口短于报价要求的应答时间。',
      next: '请延长窗口：提供者须能在窗口内为其答案辩护。',
    },
  },
  BROKER_WINDOW_TOO_LONG: {
    retryable: false,
    en: {
      message: 'The challenge window of the request is longer than the offer accepts.',
      next: 'Shorten the window, or take another offer.',
    },
    zh: { message: '需求的挑战窗口长于报价可接受的长度。', next: '请缩短窗口，或选择其他报价。' },
  },
  BROKER_ESCROW_TOO_LARGE: {
    retryable: false,
    en: { message: 'The escrow would not fit an account of the bank.', next: 'Lower the work or the price.' },
    zh: { message: '托管金额超出资金池账户的上限。', next: '请降低计量或价格。' },
  },
  BROKER_DEAL_EXISTS: {
    retryable: false,
    en: { message: 'This deal was opened before.', next: 'Use another index, or sign a new request.' },
    zh: { message: '该订单此前已开立。', next: '请使用其他序号，或签署新的需求。' },
  },
  BROKER_WRONG_STATUS: {
    retryable: false,
    en: {
      message: 'The deal is in a state in which this cannot be done.',
      next: 'Read the state of the deal: it may have ended, or not been opened.',
    },
    zh: { message: '订单当前状态不允许此操作。', next: '请读取订单状态：它可能已结束或尚未开立。' },
  },
  BROKER_WRONG_TERMS: {
    retryable: false,
    en: {
      message: 'The terms or the answer given are not those of the deal.',
      next: 'Take them from the events of the deal.',
    },
    zh: { message: '所给的条款或答案与订单不符。', next: '请从订单的事件中读取条款与答案。' },
  },
  BROKER_INVALID_SIGNATURE: {
    retryable: false,
    en: {
      message: 'A signature is not that of the party it should be from.',
      next: 'Check the signer, the chain, and the address of the Broker it was made for.',
    },
    zh: { message: '签名与应签署的一方不符。', next: '请检查签名者、所用的链以及签名所针对的 Broker 地址。' },
  },
  BROKER_WRONG_CALLER: {
    retryable: false,
    en: {
      message: 'Only the other party of the deal may do this.',
      next: 'Send it from the account that the deal names for it.',
    },
    zh: { message: '此操作只能由订单的另一方执行。', next: '请使用订单中指定的账户发送。' },
  },
  BROKER_NOT_PARTY: {
    retryable: false,
    en: { message: 'The account is neither party of the deal.', next: 'Send it from the requester or the provider.' },
    zh: { message: '该账户不是订单的任何一方。', next: '请使用算力使用者或算力提供者的账户发送。' },
  },
  BROKER_ANSWER_TOO_LATE: {
    retryable: false,
    en: {
      message: 'The deadline for the answer has passed.',
      next: 'Settle with the requester, who may still sign, before anyone expires the deal.',
    },
    zh: { message: '作答期限已过。', next: '请在订单被作废之前与算力使用者协商结算，对方仍可签名。' },
  },
  BROKER_NOT_EXPIRED: {
    retryable: true,
    en: { message: 'The provider may still answer the deal.', next: 'Wait for the deadline block.' },
    zh: { message: '算力提供者仍可作答。', next: '请等到期限区块。' },
  },
  BROKER_NOT_DISPUTES: {
    retryable: false,
    en: { message: 'Only the Disputes contract says whether an answer stands.', next: 'Challenge the answer there.' },
    zh: { message: '只有 Disputes 合约能判定答案是否成立。', next: '请通过该合约挑战答案。' },
  },
  BROKER_WINDOW_CLOSED: {
    retryable: false,
    en: {
      message: 'The challenge window of the answer has passed.',
      next: 'Nothing can be done about this answer any more; challenge within the window.',
    },
    zh: { message: '答案的挑战窗口已关闭。', next: '此答案已无法挑战；请在窗口期内提出。' },
  },
  BROKER_WINDOW_OPEN: {
    retryable: true,
    en: {
      message: 'The challenge window of the answer is still open.',
      next: 'Wait until its last block has passed, or let the requester accept.',
    },
    zh: { message: '答案的挑战窗口仍未关闭。', next: '请等到窗口结束，或由算力使用者接受答案。' },
  },
  BROKER_WORK_ABOVE_MAXIMUM: {
    retryable: false,
    en: {
      message: 'The answer claims more work than the deal holds.',
      next: 'Answer with at most the work of the deal.',
    },
    zh: { message: '答案的计量超过订单上限。', next: '请以不超过订单计量的数额作答。' },
  },
} as const satisfies Record<string, ErrorRow>;
