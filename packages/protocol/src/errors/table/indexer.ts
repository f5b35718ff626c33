import type { ErrorRow } from '../ErrorRow.ts';

export const indexerErrors = {
  INDEXER_START_FAILED: {
    retryable: true,
    en: { message: 'The indexer did not start.', next: 'Its log {logFile} says why.' },
    zh: { message: '索引器未能启动。', next: '原因见其日志 {logFile}。' },
  },
  INDEXER_DATA_IN_USE: {
    retryable: false,
    en: { message: 'Another indexer uses {dataDir}.', next: 'Stop it, or give this one another folder.' },
    zh: { message: '另一个索引器正在使用 {dataDir}。', next: '请先停止它，或为本索引器指定其他目录。' },
  },
  INDEXER_PORT_TAKEN: {
    retryable: false,
    en: { message: 'Port {port} is taken.', next: 'Choose another port, or 0 for any free one.' },
    zh: { message: '端口 {port} 已被占用。', next: '请选择其他端口，或用 0 取任意空闲端口。' },
  },
  INDEXER_CHAIN_UNREACHABLE: {
    retryable: true,
    en: {
      message: 'The indexer cannot read the chain at {rpcUrl}.',
      next: 'Check that a node of the market’s chain answers there.',
    },
    zh: { message: '索引器无法从 {rpcUrl} 读取区块链。', next: '请确认该地址有市场所在链的节点应答。' },
  },
} as const satisfies Record<string, ErrorRow>;
