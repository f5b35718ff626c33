import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the PriceCurve contract, and of what splits payments. */
export const priceErrors = {
  PRICE_CURVE_NOT_SET: {
    retryable: false,
    en: {
      message: 'The DAO has set no price curve for this resource type, or none that held in this epoch.',
      next: 'Use a fixed price, or propose a curve.',
    },
    zh: {
      message: 'DAO 尚未为该资源类型设定价格曲线，或该周期内尚未生效。',
      next: '请使用固定价格，或发起设定曲线的提案。',
    },
  },
  PRICE_CURVE_TERMS_INVALID: {
    retryable: false,
    en: {
      message: 'The terms of the price curve are out of range.',
      next: 'The cap is not below the floor, bond and work per device are above zero, the fee is at most 1000 basis points.',
    },
    zh: {
      message: '价格曲线参数超出范围。',
      next: '上限不得低于下限，保证金率与单设备计量须大于零，费率不超过 1000 个基点。',
    },
  },
  PRICE_EPOCH_AHEAD: {
    retryable: true,
    en: { message: 'The epoch is yet to come, and has no price.', next: 'Ask again when it has begun.' },
    zh: { message: '该周期尚未开始，没有价格。', next: '请在该周期开始后再查询。' },
  },
  PRICE_EPOCHS_INVALID: {
    retryable: false,
    en: { message: 'A statement holds for 1 to 24 epochs.', next: 'Give a number in this range.' },
    zh: { message: '一次声明的有效期为 1 至 24 个周期。', next: '请给出此范围内的数值。' },
  },
  PRICE_ZERO_WORK: {
    retryable: false,
    en: { message: 'The statement is about no work.', next: 'Give the work per epoch that is supplied or demanded.' },
    zh: { message: '声明的计量为零。', next: '请给出每周期供应或需求的计量。' },
  },
  PRICE_NOT_PROVIDER: {
    retryable: false,
    en: {
      message: 'The resource does not belong to this account.',
      next: 'Only the owner of a resource publishes its supply.',
    },
    zh: { message: '该算力资源不属于此账户。', next: '仅资源所有者可发布其供应。' },
  },
  PRICE_SUPPLY_LIVE: {
    retryable: true,
    en: {
      message: 'The supply of the resource is published already.',
      next: 'Publish it again from the epoch on in which that statement ends.',
    },
    zh: { message: '该算力资源的供应已发布。', next: '请在该声明结束的周期起再次发布。' },
  },
  PRICE_SUPPLY_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The resource cannot supply so much work per epoch, by its devices and proofs.',
      next: 'Publish less, or pass a compute proof where the DAO asks for one.',
    },
    zh: {
      message: '按其设备和算力证明，该算力资源每周期无法供应这么多计量。',
      next: '请减少发布量；若 DAO 要求，请先通过算力证明。',
    },
  },
  PRICE_BOND_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The statement would lock more than is allowed, or than an account can hold.',
      next: 'Publish less work, or allow a larger bond.',
    },
    zh: {
      message: '该声明需锁定的金额超过允许的上限，或超过账户可容纳的金额。',
      next: '请减少计量，或提高允许锁定的金额。',
    },
  },
  PRICE_STATEMENT_UNKNOWN: {
    retryable: false,
    en: { message: 'No statement has this number.', next: 'Look up its number.' },
    zh: { message: '没有该编号的声明。', next: '请核对编号。' },
  },
  PRICE_STATEMENT_LIVE: {
    retryable: true,
    en: {
      message: 'The bond of the statement is still locked.',
      next: 'Release it when the last price that follows from it is over.',
    },
    zh: { message: '该声明的保证金仍在锁定中。', next: '请在受其影响的最后一个价格周期结束后释放。' },
  },
  PRICE_SPLIT_INVALID: {
    retryable: false,
    en: {
      message:
        'Supply, demand, price and fee of a split must not be negative, and the fee is at most 10000 basis points.',
      next: 'Correct the figures.',
    },
    zh: { message: '分配所用的供应、需求、价格与费率不得为负，费率不超过 10000 个基点。', next: '请更正数值。' },
  },
} as const satisfies Record<string, ErrorRow>;
