import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli income` 的中文文本。 */
export const incomeCommands: Record<keyof typeof english.incomeCommands, CommandText> = {
  income: { summary: '查看和领取份额所得收益', examples: [] },
  'income show': {
    summary: '显示算力资源的收益，以及某账户可结算的部分',
    examples: [['suanli income show 1', '']],
  },
  'income settle': {
    summary: '结算份额所得收益；替他人结算时款项归他人',
    examples: [['suanli income settle --resource 1 --resource 2', '']],
  },
};

export const incomeOptions: typeof english.incomeOptions = {
  incomeHolder: '查看其他账户。',
  settleResource: '算力资源的 VID；可重复。',
  settleHolder: '结算谁的收益；无论谁发送，款项都归持有者。默认：本账户。',
};

export const incomeWords: typeof english.incomeWords = {
  income: {
    total: '累计收益',
    perShare: '每份收益',
    settled: (amount, holder, hash) => `已向 ${holder} 结算 ${amount} 代币  (${hash})`,
  },
};
