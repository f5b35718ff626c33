import type { CommandText } from '../CommandText.ts';

/** What `suanli income` says, in English. */
export const incomeCommands = {
  income: {
    summary: 'See and collect what shares have earned',
    examples: [],
  },
  'income show': {
    summary: 'Show what a resource has earned, and what of it an account can settle',
    examples: [['suanli income show 1', '']],
  },
  'income settle': {
    summary: 'Collect what shares have earned; for another, it pays the other',
    examples: [['suanli income settle --resource 1 --resource 2', '']],
  },
} satisfies Record<string, CommandText>;

export const incomeOptions = {
  incomeHolder: 'Another account than the own one.',
  settleResource: 'VID of a resource; may be repeated.',
  settleHolder: 'Whose income; the holder is paid, whoever sends it. Default: this account.',
};

export const incomeWords = {
  income: {
    total: 'Income so far',
    perShare: 'Per share',
    settled: (amount: string, holder: string, hash: string) => `${amount} tokens went to ${holder}  (${hash})`,
  },
};
