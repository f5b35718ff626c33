import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli up` 的中文文本。 */
export const upCommands: Record<keyof typeof english.upCommands, CommandText> = {
  up: {
    summary: '在本机启动整个市场：链、合约、提供者、索引器和网页控制台',
    examples: [
      ['suanli up', '打印控制台地址；Ctrl-C 结束全部'],
      ['suanli up --data ./market', '下次启动时从该文件夹继续'],
      ['suanli up --empty --port 0', '不挂牌任何东西，使用任意空闲端口'],
    ],
  },
};

export const upOptions: typeof english.upOptions = {
  upData: '保存市场以供下次启动的文件夹。默认为用后即删的临时文件夹。',
  upPort: '网页控制台的 TCP 端口；0 表示任意空闲端口。默认 4800。',
  upRpcPort: '链的 TCP 端口；0 表示任意空闲端口。默认 8545。',
  upIndexerPort: '索引器的 TCP 端口；0 表示任意空闲端口。默认 4804。',
  upProviders: '提供者进程数。默认 3。',
  upEmpty: '不挂牌任何东西：只有合约和提供者。',
  upDatabaseUrl: '索引器使用的 PostgreSQL 服务器。默认使用该文件夹中的 PGlite。',
};

export const upWords: typeof english.upWords = {
  up: {
    console: '控制台',
    rpc: '链',
    data: '数据',
    temporary: '（临时；用 --data 保留）',
    account: '可用的账户',
    address: '地址',
    stop: 'Ctrl-C 结束全部。这里的一切只属于本机，在别处毫无价值。',
    stopping: '正在停止 …',
    seedFailed: (message: string) => `市场自行进行的步骤失败：${message}`,
    steps: {
      chain: '正在本机启动链并部署合约 …',
      providers: '正在启动提供者进程 …',
      seed: '正在把三台机器挂到市场上 …',
      indexer: '正在启动索引器 …',
      build: '正在构建网页控制台（仅一次）…',
      console: '正在启动网页控制台 …',
      proving: '其间有两台机器被购买，并正在证明其算力 …',
      proved: '两份证明均已上链。',
    },
  },
};
