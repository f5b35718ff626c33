import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the Market. */
export const marketErrors = {
  MARKET_ALREADY_LISTED: {
    retryable: false,
    en: { message: 'The use right is offered already.', next: 'Change its price, or take the offer back first.' },
    zh: { message: '该使用权通证已在出售。', next: '请修改价格，或先下架。' },
  },
  MARKET_FEE_INVALID: {
    retryable: false,
    en: {
      message: 'The fee is above 10 %, or there is no treasury for it.',
      next: 'Propose a lower fee, with the address of the treasury.',
    },
    zh: { message: '费率高于 10%，或未指定金库。', next: '请提出更低的费率，并给出金库地址。' },
  },
  MARKET_NOT_LISTED: {
    retryable: false,
    en: { message: 'The use right is not offered.', next: 'Look for another: it may have been sold, or taken back.' },
    zh: { message: '该使用权通证未在出售。', next: '请选择其他使用权：它可能已售出或下架。' },
  },
  MARKET_NOT_OWNER: {
    retryable: false,
    en: { message: 'The account does not own the use right.', next: 'Send it from the owner of the use right.' },
    zh: { message: '账户不是该使用权通证的所有者。', next: '请由使用权通证的所有者发送。' },
  },
  MARKET_NOT_PROVIDER: {
    retryable: false,
    en: {
      message: 'The account does not own the resource of the use right.',
      next: 'Send it from the owner of the resource.',
    },
    zh: { message: '账户不是该使用权所对应算力资源的所有者。', next: '请由算力资源的所有者发送。' },
  },
  MARKET_OFFER_EXPIRED: {
    retryable: false,
    en: { message: 'The offer of shares is out of date.', next: 'Take another offer, or make one with a later end.' },
    zh: { message: '份额的出售报价已过期。', next: '请选择其他报价，或以更晚的截止时间重新报价。' },
  },
  MARKET_OWN_LISTING: {
    retryable: false,
    en: { message: 'The account would buy from itself.', next: 'Take the offer back instead.' },
    zh: { message: '账户不能购买自己的出售项。', next: '请改为下架。' },
  },
  MARKET_PAYMENT_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The whole offer costs more than an account of the bank can hold.',
      next: 'Offer fewer shares, or lower the price.',
    },
    zh: { message: '报价总额超出资金池账户的上限。', next: '请减少份额或降低价格。' },
  },
  MARKET_PRICE_TOO_HIGH: {
    retryable: false,
    en: {
      message: 'The price is above what was to be paid at most.',
      next: 'Read the present price, and allow for it, or look for another offer.',
    },
    zh: { message: '价格高于允许支付的上限。', next: '请查询当前价格并提高上限，或选择其他报价。' },
  },
  MARKET_RENEWAL_BUDGET_EXCEEDED: {
    retryable: false,
    en: {
      message: 'The renewal costs more than is left of the mandate.',
      next: 'Let the owner give a new mandate, or renew itself.',
    },
    zh: { message: '续期费用超过授权的剩余额度。', next: '请所有者重新授权，或自行续期。' },
  },
  MARKET_RENEWAL_NOT_MANDATED: {
    retryable: false,
    en: {
      message: 'The owner of the use right did not mandate its renewal.',
      next: 'Let the owner give a mandate, or renew itself.',
    },
    zh: { message: '使用权通证的所有者未授权续期。', next: '请所有者授权，或自行续期。' },
  },
  MARKET_RENEWAL_NOT_OFFERED: {
    retryable: false,
    en: {
      message: 'The provider offers no renewal of this use right.',
      next: 'Ask the provider, or buy another use right.',
    },
    zh: { message: '算力提供者未提供该使用权的续期。', next: '请联系算力提供者，或购买其他使用权。' },
  },
  MARKET_RENEWAL_TOO_EARLY: {
    retryable: true,
    en: {
      message: 'Use rights are renewed automatically in their last day only.',
      next: 'Wait for it, or let the owner renew at once.',
    },
    zh: { message: '使用权仅在到期前最后一天自动续期。', next: '请等待，或由所有者立即续期。' },
  },
  MARKET_RENEWAL_TOO_LONG: {
    retryable: false,
    en: {
      message: 'The renewal would last longer than the provider offers, or the owner mandated.',
      next: 'Ask the provider for a longer offer, or give a longer mandate.',
    },
    zh: {
      message: '续期将超过算力提供者的报价期限或所有者的授权期限。',
      next: '请算力提供者延长报价，或由所有者延长授权。',
    },
  },
  MARKET_REVENUE_RIGHT_MISSING: {
    retryable: false,
    en: {
      message: 'The resource of the use right has no revenue right yet.',
      next: 'Create it first: it says who shares the income.',
    },
    zh: { message: '该使用权所对应的算力资源尚无收益权通证。', next: '请先创建收益权通证，确定收益分配。' },
  },
  MARKET_SHARES_NOT_HELD: {
    retryable: false,
    en: { message: 'The account holds fewer shares than it offers.', next: 'Offer at most what it holds.' },
    zh: { message: '账户持有的份额少于报价数量。', next: '报价数量不能超过持有数量。' },
  },
  MARKET_SHARES_UNAVAILABLE: {
    retryable: false,
    en: {
      message: 'The seller does not offer so many shares.',
      next: 'Read the offer again: it may have been sold, or taken back.',
    },
    zh: { message: '出售者未提供这么多份额。', next: '请重新查询报价：它可能已售出或撤回。' },
  },
  MARKET_USE_RIGHT_EXPIRED: {
    retryable: false,
    en: { message: 'The use right has expired.', next: 'Buy another one, or let the provider issue one.' },
    zh: { message: '该使用权通证已到期。', next: '请购买其他使用权，或请算力提供者重新发行。' },
  },
  MARKET_USE_RIGHT_UNKNOWN: {
    retryable: false,
    en: {
      message: 'There is no use right with this number on the market.',
      next: 'Check the number: it may have been given back.',
    },
    zh: { message: '市场上不存在此编号的使用权通证。', next: '请检查编号：它可能已归还。' },
  },
  MARKET_ZERO_PERIOD: {
    retryable: false,
    en: { message: 'A renewal adds no time.', next: 'Offer a period of at least one second.' },
    zh: { message: '续期时长为零。', next: '续期时长至少为一秒。' },
  },
  MARKET_ZERO_PRICE: {
    retryable: false,
    en: { message: 'The price or the budget is zero.', next: 'Give an amount above zero.' },
    zh: { message: '价格或额度为零。', next: '请给出大于零的金额。' },
  },
  MARKET_ZERO_SHARES: {
    retryable: false,
    en: { message: 'The number of shares is zero.', next: 'Give at least one share.' },
    zh: { message: '份额数量为零。', next: '请至少给出一份。' },
  },
} as const satisfies Record<string, ErrorRow>;
