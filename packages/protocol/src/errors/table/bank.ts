import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the Bank. */
export const bankErrors = {
  BANK_INSUFFICIENT_AVAILABLE: {
    retryable: false,
    en: {
      message: 'The account has less available in the bank than this takes.',
      next: 'Deposit more, or cancel a pending withdrawal.',
    },
    zh: { message: '账户在资金池中的可用余额不足。', next: '请存入更多，或取消待处理的提现。' },
  },
  BANK_INSUFFICIENT_LOCKED: {
    retryable: false,
    en: {
      message: 'The account has less locked in the bank than is to be released.',
      next: 'Report it with the details: a module posted more than it had locked.',
    },
    zh: {
      message: '账户在资金池中锁定的金额少于要释放的金额。',
      next: '请附上详细信息报告此问题：模块释放的金额超过其锁定的金额。',
    },
  },
  BANK_BALANCE_OVERFLOW: {
    retryable: false,
    en: {
      message: 'The balance would exceed what the bank can hold for one account.',
      next: 'Use a smaller amount, or another account.',
    },
    zh: { message: '余额将超出资金池单个账户的上限。', next: '请减少金额，或使用其他账户。' },
  },
  BANK_CONSENT_MISSING: {
    retryable: false,
    en: {
      message: 'The account has not allowed this module to move its balance.',
      next: 'Give consent with `suanli wallet consent` (`setConsent` in the sdk), or along with a deposit.',
    },
    zh: {
      message: '账户未允许该模块动用其余额。',
      next: '请用 `suanli wallet consent`（SDK 中为 `setConsent`）或在存入时授予许可。',
    },
  },
  BANK_CONSENT_IN_USE: {
    retryable: true,
    en: {
      message: 'Consent cannot be withdrawn while part of the balance is locked.',
      next: 'Let the open deals end first.',
    },
    zh: { message: '仍有锁定余额时不能撤回许可。', next: '请先等待未完成的订单结束。' },
  },
  BANK_UNKNOWN_MODULE: {
    retryable: false,
    en: {
      message: 'Only modules of the bank may post to it.',
      next: 'Check that the contract is a module of this bank; governance adds modules.',
    },
    zh: { message: '只有资金池的模块才能记账。', next: '请确认该合约是此资金池的模块；模块由治理方添加。' },
  },
  BANK_MODULE_EXISTS: {
    retryable: false,
    en: {
      message: 'This contract is a module of the bank already.',
      next: 'Nothing is to be done: a module keeps its number for ever.',
    },
    zh: { message: '该合约已是资金池的模块。', next: '无需操作：模块的编号永久不变。' },
  },
  BANK_MODULE_ID_UNAVAILABLE: {
    retryable: false,
    en: { message: 'This module number is taken, or not below 32.', next: 'Choose a free number from 1 to 31.' },
    zh: { message: '该模块编号已被占用，或不小于 32。', next: '请选择 1 至 31 中的空闲编号。' },
  },
  BANK_UNBALANCED_POSTINGS: {
    retryable: false,
    en: {
      message: 'The postings of a module do not add up to zero.',
      next: 'Report it with the details: this is a defect of the module.',
    },
    zh: { message: '模块的记账合计不为零。', next: '请附上详细信息报告此问题：这是模块的缺陷。' },
  },
  BANK_ZERO_AMOUNT: {
    retryable: false,
    en: { message: 'The amount is zero.', next: 'Give an amount above zero.' },
    zh: { message: '金额为零。', next: '请给出大于零的金额。' },
  },
  BANK_BATCH_OUT_OF_ORDER: {
    retryable: false,
    en: {
      message: "The batch is not the payer's next one: it was paid already, or one before it is missing.",
      next: 'Read the number of the next batch, and see from the events whether this one was paid; never pay it again under another number before.',
    },
    zh: {
      message: '该批次不是付款方的下一批：它可能已支付，或缺少之前的批次。',
      next: '请读取下一批次编号，并先从事件确认本批次是否已支付；确认之前切勿换编号重付。',
    },
  },
  BANK_BATCH_MALFORMED: {
    retryable: false,
    en: {
      message: 'The payments of the batch are not written as the bank reads them.',
      next: 'Give amounts of 1 to 12 bytes, and 20 bytes of an account before each.',
    },
    zh: { message: '批次的付款数据格式有误。', next: '每笔付款为 20 字节账户加 1 至 12 字节金额。' },
  },
  BANK_TOKEN_SHORT: {
    retryable: false,
    en: {
      message: 'The token delivered another amount than it was asked for.',
      next: 'The bank does not hold tokens that take a fee of transfers; use another token.',
    },
    zh: { message: '通证实际到账数额与请求不符。', next: '资金池不接受转账时扣费的通证，请使用其他通证。' },
  },
  BANK_FEE_TOO_HIGH: {
    retryable: false,
    en: { message: "The relayer's fee leaves nothing of the deposit.", next: 'Sign a lower fee, or deposit more.' },
    zh: { message: '中继费用不低于存入金额。', next: '请签署更低的费用，或存入更多。' },
  },
  BANK_RELAYER_MISMATCH: {
    retryable: false,
    en: {
      message: 'The deposit was authorized for another relayer.',
      next: 'Let the relayer that it names send it, or sign one for this relayer or for any.',
    },
    zh: {
      message: '该存款授权指定了其他中继者。',
      next: '请由指定的中继者提交，或为此中继者（或任意中继者）重新签名。',
    },
  },
  BANK_AUTHORIZATION_NOT_YET_VALID: {
    retryable: true,
    en: { message: 'The authorization is not valid yet.', next: 'Send it after the time that it names.' },
    zh: { message: '授权尚未生效。', next: '请在其生效时间之后提交。' },
  },
  BANK_AUTHORIZATION_EXPIRED: {
    retryable: false,
    en: { message: 'The authorization is out of date.', next: 'Sign a new one.' },
    zh: { message: '授权已过期。', next: '请重新签名。' },
  },
  BANK_AUTHORIZATION_USED: {
    retryable: false,
    en: {
      message: 'The authorization was used for a deposit already.',
      next: 'Look at the account: the deposit is there. For another one, sign anew.',
    },
    zh: { message: '该授权已用于一笔存款。', next: '请查看账户余额：存款已到账。如需再次存款，请重新签名。' },
  },
  BANK_INVALID_SIGNATURE: {
    retryable: false,
    en: {
      message: 'The signature of the deposit is not that of the owner.',
      next: 'Sign it with the account that owns the tokens, for this chain and this bank, and change nothing afterwards.',
    },
    zh: {
      message: '存款签名与通证所有者不符。',
      next: '请用通证所有者的账户针对本链和该资金池签名，签名后不要修改任何内容。',
    },
  },
  BANK_NO_WITHDRAWAL_PENDING: {
    retryable: false,
    en: { message: 'No withdrawal is pending for this account.', next: 'Request a withdrawal first.' },
    zh: { message: '该账户没有待处理的提现。', next: '请先申请提现。' },
  },
  BANK_WITHDRAWAL_LOCKED: {
    retryable: true,
    en: {
      message: 'The withdrawal is not payable yet.',
      next: 'Wait until its unlock time; a further request starts the delay anew.',
    },
    zh: { message: '提现尚未到可支付时间。', next: '请等到解锁时间；再次申请会重新计时。' },
  },
  BANK_INVALID_RECIPIENT: {
    retryable: false,
    en: { message: 'The recipient is the zero address or the bank itself.', next: 'Give another recipient.' },
    zh: { message: '收款方是零地址或资金池本身。', next: '请提供其他收款方。' },
  },
  BANK_NO_SURPLUS: {
    retryable: false,
    en: { message: 'Nothing was sent to the bank past a deposit.', next: 'Nothing is to be done.' },
    zh: { message: '资金池没有存款之外转入的通证。', next: '无需操作。' },
  },
} as const satisfies Record<string, ErrorRow>;
