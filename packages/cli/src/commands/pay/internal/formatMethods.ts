import type { ChoosePaymentMethodReturnType, PaymentMethod, PaymentObstacle } from '@suanli/sdk';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { formatTable } from '../../../output/formatTable.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

const methods: readonly PaymentMethod[] = ['direct', 'batch', 'lottery'];

/** The three ways of paying side by side, what speaks against each, and a mark at the one that is taken. */
export function formatMethods(
  { terminal, text }: CommandContext,
  costs: ChoosePaymentMethodReturnType['costs'],
  taken: PaymentMethod,
  wordsOf: (obstacle: PaymentObstacle) => string,
): string {
  const words = text.pay;
  return formatTable({
    columns: [
      { title: '' },
      { title: words.method },
      { title: words.transactions, align: 'right' },
      { title: text.demo.gas, align: 'right' },
      { title: words.fee, align: 'right' },
      { title: words.ofValue, align: 'right' },
      { title: words.deviation, align: 'right' },
      { title: words.against },
    ],
    rows: methods.map((method) => {
      const { transactions, gas, feeWei, share, relativeVariance, obstacles } = costs[method];
      return [
        method === taken ? '→' : '',
        words.methods[method],
        String(transactions),
        gas.toLocaleString('en'),
        formatTokens(feeWei),
        percent(share),
        method === 'lottery' ? percent(Math.sqrt(relativeVariance)) : '–',
        obstacles.map(wordsOf).join(' '),
      ];
    }),
    style: terminal.style,
  });
}

function percent(part: number): string {
  return Number.isFinite(part) ? `${(100 * part).toPrecision(3)} %` : '∞';
}
