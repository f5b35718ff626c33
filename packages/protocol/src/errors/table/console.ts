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
  CONSOLE_UNEXPECTED: {
    retryable: true,
    en: { message: 'Something unexpected happened.', next: 'Try again; where it happens again, report the details.' },
    zh: { message: '发生了意外情况。', next: '请重试；若再次发生，请附上详细信息报告。' },
  },
} as const satisfies Record<string, ErrorRow>;
