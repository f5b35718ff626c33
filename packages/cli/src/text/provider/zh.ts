import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli provider` 的中文文本。 */
export const providerCommands: Record<keyof typeof english.providerCommands, CommandText> = {
  provider: { summary: '出售本机算力', examples: [] },
  'provider start': {
    summary: '发布报价、执行任务并收款，直到收到停止信号',
    examples: [
      ['suanli provider start', '若数据目录中有 provider.yaml 则使用它'],
      ['suanli provider start --price 0.002 --slots 4 --set provider.stake=1', '另设一个选项'],
      ['suanli provider start --verify 0.2 --set provider.enabled=false', '只核验，不出售算力'],
    ],
  },
  'provider config': {
    summary: '显示提供者的所有选项：取值、含义、单位和默认值',
    examples: [['suanli provider config --set provider.slots=2', '查看这样设置后的结果']],
  },
};

export const providerOptions: typeof english.providerOptions = {
  providerConfig: '提供者的 YAML 文件。默认 $SUANLI_CONFIG，否则数据目录中的 provider.yaml。',
  providerPrice: '每 Gwu（10^9 条计量指令）的代币数。默认 0.001。',
  providerSlots: '同时运行的任务数。默认：CPU 核数。',
  providerListen: '监听的 multiaddr；可重复。默认在所有网卡上使用 TCP 4801 和 WebSocket 4802。',
  providerAnnounce: '改为告知他人的 multiaddr；可重复。',
  providerVerify:
    '同时核验他人的答案：重新执行其任务的这一比例（如 0.1），并对错误结果提出争议。需先用 `wallet consent` 授权 disputes。',
  providerSet: '`suanli provider config` 中的任一选项；可重复。',
};

export const providerWords: typeof english.providerWords = {
  provider: {
    ready: (address, addresses, healthUrl) => `提供者 ${address} 已就绪：${addresses}  健康检查 ${healthUrl}`,
    stopping: '正在停止：运行中的任务可以完成。再次中断将立即结束。',
    unset: '未设置',
  },
};
