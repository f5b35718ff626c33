import type { ErrorRow } from '../ErrorRow.ts';

/** Errors of the web console. Those of what it does come from the other packages. */
export const consoleErrors = {
  CONSOLE_CONFIG_MISSING: {
    retryable: true,
    en: {
      message: 'The console cannot load its config.json.',
      next: 'Start it with `suanli up`, or put a config.json beside the page that names chain, indexer and contracts.',
    },
    zh: {
      message: '控制台无法加载 config.json。',
      next: '请用 `suanli up` 启动，或在页面旁放置 config.json，写明链、索引服务和合约。',
    },
  },
  CONSOLE_CONFIG_INVALID: {
    retryable: false,
    en: { message: 'In config.json, {field} is missing or wrong.', next: 'Correct it and load the page again.' },
    zh: { message: 'config.json 中的 {field} 缺失或有误。', next: '请更正后重新加载页面。' },
  },
  CONSOLE_INDEXER_UNREACHABLE: {
    retryable: true,
    en: {
      message: 'The indexer at {url} does not answer.',
      next: 'Balances and actions still work, straight from the chain. Lists and history return with the indexer.',
    },
    zh: {
      message: '索引服务 {url} 没有响应。',
      next: '余额和操作直接来自链上，仍可使用；列表与历史会在索引服务恢复后重新显示。',
    },
  },
  CONSOLE_INDEXER_REFUSED: {
    retryable: false,
    en: {
      message: 'The indexer did not understand a question of the console.',
      next: 'Use the console and the indexer of the same release.',
    },
    zh: { message: '索引服务无法理解控制台的查询。', next: '请使用同一版本的控制台与索引服务。' },
  },
  CONSOLE_WALLET_DECLINED: {
    retryable: true,
    en: { message: 'The wallet declined; nothing was sent.', next: 'Confirm in the wallet if you want it after all.' },
    zh: { message: '钱包已拒绝，未发送任何交易。', next: '如仍需执行，请在钱包中确认。' },
  },
  CONSOLE_PAYMENT_LIST_EMPTY: {
    retryable: false,
    en: {
      message: 'The list names nobody to pay.',
      next: 'Write an account and an amount of tokens in each line, such as "0x7099…79C8 0.5"; # begins a remark.',
    },
    zh: {
      message: '列表中没有收款方。',
      next: '每行填写一个账户和通证数，例如 "0x7099…79C8 0.5"；# 之后为注释。',
    },
  },
  CONSOLE_PAYMENT_LINE_INVALID: {
    retryable: false,
    en: {
      message: 'Line {line} is not an account and an amount.',
      next: 'Write both, with a blank or a comma between them and nothing else; # begins a remark.',
    },
    zh: {
      message: '第 {line} 行不是一个账户加一个金额。',
      next: '请只填写这两项，以空格或逗号分隔；# 之后为注释。',
    },
  },
  CONSOLE_PAYMENT_ACCOUNT_INVALID: {
    retryable: false,
    en: {
      message: 'Line {line}: {account} is no address that can be paid.',
      next: 'Compare it with the original: an address has 40 hexadecimal digits after 0x, and its capital letters are a check sum.',
    },
    zh: {
      message: '第 {line} 行：{account} 不是可收款的地址。',
      next: '请与原地址核对：地址为 0x 加 40 位十六进制数字，其大小写用于校验。',
    },
  },
  CONSOLE_PAYMENT_AMOUNT_INVALID: {
    retryable: false,
    en: {
      message: 'Line {line}: {amount} is no amount of tokens.',
      next: 'Write a number above zero with a point and at most 18 digits behind it, such as 0.5.',
    },
    zh: {
      message: '第 {line} 行：{amount} 不是通证数额。',
      next: '请填写大于零的数字，小数点后最多 18 位，例如 0.5。',
    },
  },
  CONSOLE_TICKET_MISSING: {
    retryable: false,
    en: {
      message: 'There is no ticket of your account in it.',
      next: 'Ask the payer for the ticket of this account, or act as the account whose ticket it is.',
    },
    zh: { message: '其中没有你账户的奖券。', next: '请向付款方索取此账户的奖券，或切换到奖券所属的账户。' },
  },
  CONSOLE_UNEXPECTED: {
    retryable: true,
    en: { message: 'Something unexpected happened.', next: 'Try again; where it happens again, report the details.' },
    zh: { message: '发生了意外情况。', next: '请重试；若再次发生，请附上详细信息报告。' },
  },
} as const satisfies Record<string, ErrorRow>;
