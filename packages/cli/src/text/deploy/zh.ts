import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli deploy` 的中文文本。 */
export const deployCommands: Record<keyof typeof english.deployCommands, CommandText> = {
  deploy: {
    summary: '在链上部署自己的市场，由其 DAO 治理',
    examples: [['suanli deploy --rpc-url http://127.0.0.1:8545', '将 deployment.json 写入数据目录']],
  },
};

export const deployOptions: typeof english.deployOptions = {
  chainId: '只接受此链。默认：RPC 所在的链。',
  deployOut: '地址写入何处。默认：部署文件。',
  withdrawalDelay: '从资金池提取的等待时间，单位秒。默认 3600。',
  deployFee: '市场每笔付款中归 DAO 的比例，单位为万分之一，最多 1000。默认 100。',
  deployTreasury: '资金池中收取费用的账户。默认：时间锁。',
  deployVotingDelay: '从提案到投票开始的区块数。默认 7200。',
  deployVotingPeriod: '投票开放的区块数。默认 50400。',
  deployThreshold: '发起提案所需的票数，以通证计。默认 100000。',
  deployQuorum: '通过提案所需的票数，占全部通证的百分比。默认 4。',
  deployTimelock: '提案通过后等待的秒数；生产环境应长于 --withdrawal-delay。默认 172800。',
  deployOpening: '算力证明提交承诺后须完成打开的秒数。默认 600。',
  deployForce: '覆盖已有的部署文件。',
};

export const deployWords: typeof english.deployWords = {
  deploy: {
    sending: (account, chainId) => `正在由 ${account} 部署到链 ${chainId} …`,
    mined: (done: number, total: number, name: string) => `已上链 ${done}/${total}  ${name}`,
    gas: '消耗 gas',
    file: '文件',
  },
};
