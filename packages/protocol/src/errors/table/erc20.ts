import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the market's token: transfers, permits, authorized transfers, and votes. */
export const erc20Errors = {
  ERC20_INSUFFICIENT_BALANCE: {
    retryable: false,
    en: { message: 'The account has fewer tokens than it is to send.', next: 'Get more SUAN, or send less.' },
    zh: { message: '账户持有的通证少于要发送的数量。', next: '请获取更多 SUAN，或减少发送数量。' },
  },
  ERC20_INSUFFICIENT_ALLOWANCE: {
    retryable: false,
    en: {
      message: 'The tokens were not approved for the contract that is to take them.',
      next: 'Approve the Bank for the amount, or deposit with a permit.',
    },
    zh: { message: '未授权合约使用这些通证。', next: '请先授权资金池使用该数额，或用 permit 方式存入。' },
  },
  ERC20_INVALID_ADDRESS: {
    retryable: false,
    en: { message: 'The zero address can neither send, receive nor approve tokens.', next: 'Give another address.' },
    zh: { message: '零地址不能发送、接收或授权通证。', next: '请提供其他地址。' },
  },
  TOKEN_SIGNATURE_EXPIRED: {
    retryable: false,
    en: { message: 'The signed permit or delegation is out of date.', next: 'Sign a new one with a later deadline.' },
    zh: { message: '签名的授权或委托已过期。', next: '请以更晚的截止时间重新签名。' },
  },
  TOKEN_SIGNATURE_INVALID: {
    retryable: false,
    en: {
      message: 'The signature of the permit or delegation is not that of the account.',
      next: 'Sign it with the account that owns the tokens, for this chain and this token.',
    },
    zh: { message: '授权或委托的签名与账户不符。', next: '请用通证所有者的账户，针对本链和该通证重新签名。' },
  },
  TOKEN_AUTHORIZATION_TIME: {
    retryable: false,
    en: {
      message: 'The authorized transfer is out of date, or not valid yet.',
      next: 'Send it within its time, or sign a new one.',
    },
    zh: { message: '授权转账不在有效期内。', next: '请在有效期内提交，或重新签名。' },
  },
  TOKEN_AUTHORIZATION_USED: {
    retryable: false,
    en: {
      message: 'The authorized transfer was made already, or cancelled.',
      next: 'Look at the balances; for another transfer, sign anew.',
    },
    zh: { message: '该授权转账已执行或已撤销。', next: '请查看余额；如需再次转账，请重新签名。' },
  },
  TOKEN_NONCE_USED: {
    retryable: false,
    en: {
      message: 'The signed permit or delegation was used before, or another one came first.',
      next: "Read the account's nonce and sign anew.",
    },
    zh: { message: '签名的授权或委托已被使用，或已有其他签名先行提交。', next: '请读取账户的 nonce 并重新签名。' },
  },
  TOKEN_VOTES_LOOKUP_IN_FUTURE: {
    retryable: true,
    en: {
      message: 'Votes can only be looked up for blocks that have passed.',
      next: 'Ask for an earlier block, or wait.',
    },
    zh: { message: '只能查询过去区块的投票权。', next: '请查询更早的区块，或稍后再试。' },
  },
} as const satisfies Record<string, ErrorRow>;
