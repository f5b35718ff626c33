import type { ChoosePaymentMethodReturnType, PaymentMethod, PaymentObstacle } from '@suanli/sdk';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { formatPercent } from '../../../output/formatPercent.ts';
import { formatTable } from '../../../output/formatTable.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

const methods: readonly PaymentMethod[] = ['direct', 'batch', 'lottery'];

/** The three ways of paying side by side, a mark at the one that is taken, and what speaks against each. */
export function formatMethods(
  { terminal, text }: CommandContext,
  costs: ChoosePaymentMethodReturnType['costs'],
  taken: PaymentMethod,
  wordsOf: (obstacle: PaymentObstacle) => string,
): string {
  const words = text.pay;
  const table = formatTable({
    columns: [
      { title: '' },
      { title: words.method },
      { title: words.transactions, align: 'right' },
      { title: text.demo.gas, align: 'right' },
      { title: words.fee, align: 'right' },
      { title: words.ofValue, align: 'right' },
      { title: words.deviation, align: 'right' },
    ],
    rows: methods.map((method) => {
      const { transactions, gas, feeWei, share, relativeVariance } = costs[method];
      return [
        method === taken ? '→' : '',
        words.methods[method],
        String(transactions),
        gas.toLocaleString('en'),
        formatTokens(feeWei),
        formatPercent(share),
        method === 'lottery' ? formatPercent(Math.sqrt(relativeVariance)) : '–',
      ];
    }),
    style: terminal.style,
  });
  const against = methods.flatMap((method) => {
    const { obstacles } = costs[method];
    return obstacles.length === 0
      ? []
      : [`  ${words.against(words.methods[method], obstacles.map(wordsOf).join(' '))}\n`];
  });
  return [table, ...(against.length === 0 ? [] : ['\n', ...against])].join('');
}
