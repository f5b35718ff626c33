import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the contracts that give tokens out, and of accounts that can be recovered; and what tokens of others do. */
export const tokenErrors = {
  TOKEN_SALE_TERMS_INVALID: {
    retryable: false,
    en: {
      message: 'The terms make no sale.',
      next: 'Give a price, a cap and a beneficiary, a start before the end, and an end in the future.',
    },
    zh: { message: '发售条款无效。', next: '请给出价格、上限和受益人，开始时间须早于结束时间，且结束时间须在将来。' },
  },
  TOKEN_SALE_NOT_STARTED: {
    retryable: true,
    en: { message: 'The sale has not started.', next: 'Wait for its start.' },
    zh: { message: '发售尚未开始。', next: '请等待开始时间。' },
  },
  TOKEN_SALE_ENDED: {
    retryable: false,
    en: { message: 'The sale has ended, or all is sold.', next: 'Nothing can be bought here any more.' },
    zh: { message: '发售已结束或已售罄。', next: '此处不能再购买。' },
  },
  TOKEN_SALE_RUNNING: {
    retryable: true,
    en: {
      message: 'The sale is running, and something is left.',
      next: 'Wait for its end; unsold tokens are returned then.',
    },
    zh: { message: '发售仍在进行且尚未售罄。', next: '请等到结束，届时可退回未售出的通证。' },
  },
  TOKEN_SALE_TOO_FEW_LEFT: {
    retryable: false,
    en: {
      message: 'The payment buys fewer tokens than are wanted.',
      next: 'Take what is left by lowering the minimum, or pay more.',
    },
    zh: { message: '该付款可购得的通证少于所需。', next: '请降低最少数量以购买剩余部分，或提高付款。' },
  },
  TOKEN_SALE_PAYMENT_TOO_SMALL: {
    retryable: false,
    en: { message: 'The payment does not buy the smallest part of a token.', next: 'Pay more.' },
    zh: { message: '该付款不足以购买最小单位的通证。', next: '请提高付款。' },
  },
  TOKEN_SALE_COIN_REFUSED: {
    retryable: false,
    en: {
      message: 'The account does not accept the coins that it is due.',
      next: 'Use an account that accepts the coin of the chain.',
    },
    zh: { message: '该账户不接受应付给它的原生币。', next: '请使用能接收该链原生币的账户。' },
  },
  TOKEN_SALE_NOTHING_LEFT: {
    retryable: false,
    en: { message: 'The sale holds nothing to withdraw.', next: 'Nothing is to be done.' },
    zh: { message: '发售合约中没有可提取的资产。', next: '无需操作。' },
  },
  DAILY_FUND_TERMS_INVALID: {
    retryable: false,
    en: { message: 'The terms make no fund.', next: 'Give a DAO, a number of days, and something for each day.' },
    zh: { message: '基金条款无效。', next: '请给出 DAO、天数，且每天须有可发放的数额。' },
  },
  DAILY_FUND_NOT_DAO: {
    retryable: false,
    en: { message: 'Only the DAO names who shares the fund out.', next: 'Propose it to the DAO.' },
    zh: { message: '只有 DAO 可以指定基金的发放者。', next: '请向 DAO 提案。' },
  },
  DAILY_FUND_NOT_DISTRIBUTOR: {
    retryable: false,
    en: {
      message: 'This account does not share the fund out.',
      next: 'Use the account of the distributor that the DAO named.',
    },
    zh: { message: '该账户不是基金的发放者。', next: '请使用 DAO 指定的发放者账户。' },
  },
  DAILY_FUND_NOT_STARTED: {
    retryable: true,
    en: { message: 'The first day of the fund has not begun.', next: 'Wait for it.' },
    zh: { message: '基金的第一天尚未开始。', next: '请等待。' },
  },
  DAILY_FUND_DAY_EXHAUSTED: {
    retryable: true,
    en: {
      message: 'This is more than the day has left to give out.',
      next: 'Give out less, or wait for the next day.',
    },
    zh: { message: '超出当日剩余的可发放数额。', next: '请减少数额，或等到第二天。' },
  },
  DAILY_FUND_POINTS_INVALID: {
    retryable: false,
    en: {
      message: 'Recipients and points do not fit together, or there are no points.',
      next: 'Give each recipient its points, and points to one at the least.',
    },
    zh: { message: '接收者与积分数量不符，或没有积分。', next: '请为每个接收者给出积分，且至少一个大于零。' },
  },
  PROMOTION_TERMS_INVALID: {
    retryable: false,
    en: {
      message: 'The grant or the fund makes no sense.',
      next: 'Name a DAO; for a grant name an operator, an amount above zero and a time in the future.',
    },
    zh: { message: '资助或基金的条款无效。', next: '请指定 DAO；资助须有操作者、大于零的数额以及将来的到期时间。' },
  },
  PROMOTION_NOT_DAO: {
    retryable: false,
    en: { message: 'Only the DAO gives out the promotion fund.', next: 'Propose it to the DAO.' },
    zh: { message: '只有 DAO 可以动用推广基金。', next: '请向 DAO 提案。' },
  },
  SPONSORED_NOT_EXPIRED: {
    retryable: true,
    en: { message: 'The grant is still running.', next: 'What is left of it returns once it has expired.' },
    zh: { message: '资助尚未到期。', next: '到期后剩余部分将退回基金。' },
  },
  PRESALE_TERMS_INVALID: {
    retryable: false,
    en: {
      message: 'The terms make no migration.',
      next: 'Give two different tokens, of which the presale token has no more decimals, a beneficiary, and a deadline in the future.',
    },
    zh: { message: '迁移条款无效。', next: '两种通证须不同，预售通证的小数位不得更多，并给出受益人与将来的期限。' },
  },
  PRESALE_TOO_LATE: {
    retryable: false,
    en: {
      message: 'The time for the migration has passed.',
      next: 'Ask the DAO: what was not migrated went to it.',
    },
    zh: { message: '迁移期限已过。', next: '请联系 DAO：未迁移的部分已归其所有。' },
  },
  PRESALE_NOT_OVER: {
    retryable: true,
    en: { message: 'The migration is not over.', next: 'Wait for its deadline; what is left goes back then.' },
    zh: { message: '迁移尚未结束。', next: '请等到期限，届时剩余部分将退回。' },
  },
  PRESALE_ZERO_AMOUNT: {
    retryable: false,
    en: { message: 'There is nothing to migrate, or nothing left over.', next: 'Give an amount above zero.' },
    zh: { message: '没有可迁移或剩余的数额。', next: '请给出大于零的数额。' },
  },
  PRESALE_NOT_BURNED: {
    retryable: false,
    en: {
      message: 'The presale token did not burn what it was told to.',
      next: 'Do not use this migration: its presale token does not keep to the rules.',
    },
    zh: { message: '预售通证没有按要求销毁。', next: '请勿使用此迁移：其预售通证不符合规则。' },
  },
  PRESALE_UNDERFUNDED: {
    retryable: true,
    en: {
      message: 'The migration holds fewer tokens than it would have to pay.',
      next: 'Wait until it has more; your presale tokens are still yours.',
    },
    zh: { message: '迁移合约持有的通证不足以支付。', next: '请等待补足；您的预售通证仍归您所有。' },
  },
  RECOVERABLE_NOT_OWNER: {
    retryable: false,
    en: { message: 'Only the owner of the account may do this.', next: 'Use the key of its owner.' },
    zh: { message: '只有该账户的所有者可以执行此操作。', next: '请使用所有者的密钥。' },
  },
  RECOVERABLE_PATH_INVALID: {
    retryable: false,
    en: {
      message: 'This is no path of recovery.',
      next: 'Name a recovery key and a co-signer that differ from each other and from the owner, and a delay of an hour or more.',
    },
    zh: { message: '恢复路径无效。', next: '恢复密钥、联署方与所有者须互不相同，且延迟不得少于一小时。' },
  },
  RECOVERABLE_OWNER_INVALID: {
    retryable: false,
    en: {
      message: 'This account cannot become the owner.',
      next: 'Name a new key: not the present owner, the account itself, nor one of those that sign recoveries.',
    },
    zh: { message: '该账户不能成为所有者。', next: '请使用新的密钥：不能是现所有者、账户本身或签署恢复的任一方。' },
  },
  RECOVERABLE_SIGNATURE_INVALID: {
    retryable: false,
    en: {
      message: 'A signature of the recovery is missing or not that of its signer.',
      next: 'Both the recovery key and the co-signer sign the same new owner, nonce and deadline, for this chain and account.',
    },
    zh: {
      message: '恢复所需的签名缺失或与签署者不符。',
      next: '恢复密钥与联署方须针对本链和本账户签署相同的新所有者、nonce 与期限。',
    },
  },
  RECOVERABLE_SIGNATURE_MALFORMED: {
    retryable: false,
    en: {
      message: 'This is no signature of a recovery.',
      next: 'Take the file as `suanli token account recover sign` wrote it.',
    },
    zh: { message: '这不是恢复签名。', next: '请使用 `suanli token account recover sign` 写出的文件。' },
  },
  RECOVERABLE_SIGNATURE_EXPIRED: {
    retryable: false,
    en: { message: 'The signatures of the recovery are out of date.', next: 'Have both sign anew.' },
    zh: { message: '恢复签名已过期。', next: '请双方重新签名。' },
  },
  RECOVERABLE_ALREADY_STARTED: {
    retryable: true,
    en: { message: 'A recovery is under way.', next: 'Finish it after its delay, or let the owner veto it.' },
    zh: { message: '已有恢复正在进行。', next: '请在延迟期后完成，或由所有者否决。' },
  },
  RECOVERABLE_NOT_STARTED: {
    retryable: false,
    en: { message: 'No recovery is under way.', next: 'Start one with both signatures.' },
    zh: { message: '没有正在进行的恢复。', next: '请凭双方签名发起恢复。' },
  },
  RECOVERABLE_DELAY_RUNNING: {
    retryable: true,
    en: { message: 'The owner may still veto the recovery.', next: 'Wait until the delay has passed.' },
    zh: { message: '所有者仍可否决该恢复。', next: '请等到延迟期结束。' },
  },
  VESTING_BENEFICIARY_INVALID: {
    retryable: false,
    en: { message: 'The zero address cannot be a beneficiary.', next: 'Give another address.' },
    zh: { message: '零地址不能成为受益人。', next: '请提供其他地址。' },
  },
  VESTING_NOT_BENEFICIARY: {
    retryable: false,
    en: { message: 'Only the beneficiary may hand its vesting on.', next: "Use the beneficiary's account." },
    zh: { message: '只有受益人可以转让其归属权益。', next: '请使用受益人的账户。' },
  },
  VESTING_CLIFF_INVALID: {
    retryable: false,
    en: { message: 'The cliff lies after the end of the vesting.', next: 'Give a cliff within its duration.' },
    zh: { message: '锁定期晚于归属期结束。', next: '请给出不超过归属期的锁定期。' },
  },
  TOKEN_NOT_A_CONTRACT: {
    retryable: false,
    en: { message: 'There is no contract at {token}.', next: 'Check the address and the chain.' },
    zh: { message: '地址 {token} 上没有合约。', next: '请检查地址和所用的链。' },
  },
  TOKEN_TRANSFER_REFUSED: {
    retryable: false,
    en: {
      message: 'The token at {token} refuses the transfer without reverting.',
      next: 'Check the balance; ask `detectTokenCapabilities` what this token can do.',
    },
    zh: {
      message: '{token} 处的通证拒绝了转账，但未回滚。',
      next: '请检查余额，或用 `detectTokenCapabilities` 查看其能力。',
    },
  },
  TOKEN_BALANCE_TOO_SMALL: {
    retryable: true,
    en: {
      message: 'Account {account} holds {balanceWei} wei of the token; this service asks for {minBalanceWei} wei.',
      next: 'Get more tokens, in the wallet or in the bank, or use another service.',
    },
    zh: {
      message: '账户 {account} 持有 {balanceWei} wei 通证；该服务要求至少 {minBalanceWei} wei。',
      next: '请在钱包或资金池中持有更多通证，或使用其他服务。',
    },
  },
  TOKEN_GENESIS_INVALID: {
    retryable: false,
    en: {
      message: 'The genesis allocation is not what it has to be: {reason}.',
      next: 'The parts are 30, 30, 25 and 15 million, and the account holds all 100 million.',
    },
    zh: {
      message: '创世分配不符合要求：{reason}。',
      next: '各部分为 3000 万、3000 万、2500 万与 1500 万，且该账户须持有全部 1 亿。',
    },
  },
} as const satisfies Record<string, ErrorRow>;
