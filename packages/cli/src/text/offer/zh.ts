import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli offer` 的中文文本。 */
export const offerCommands: Record<keyof typeof english.offerCommands, CommandText> = {
  offer: { summary: '查看市场报价', examples: [] },
  'offer list': {
    summary: '列出各节点发布的报价，最便宜的在前',
    examples: [['suanli offer list --peer /ip4/192.0.2.1/tcp/4801/p2p/12D3Koo… --watch', '持续查看']],
  },
};

export const offerOptions: typeof english.offerOptions = {
  offerWatch: '持续查看，每 5 秒重新显示列表，直到中断。',
  offerWait: '等待第一个报价的时间，单位毫秒。默认 3000。',
};

export const offerWords: typeof english.offerWords = {
  offer: {
    none: '没有收到任何报价。可用 --wait 多等一会，或连接其他节点。',
    unfunded: '资金不足',
    forHolders: '须持有（代币）',
  },
};
