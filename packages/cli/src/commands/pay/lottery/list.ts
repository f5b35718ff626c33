import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { formatTable } from '../../../output/formatTable.ts';
import { formatTokens } from '../../../output/formatTokens.ts';
import { shortHex } from '../../../output/shortHex.ts';

/** `suanli pay lottery list` */
export const payLotteryList: CommandDefinition<[], { payer?: Address; winner?: Address }> = {
  path: 'pay lottery list',
  options: [
    { flags: '--payer <address>', text: 'lotteryPayer', parse: parseAddress('--payer') },
    { flags: '--winner <address>', text: 'lotteryWinner', parse: parseAddress('--winner') },
  ],
  async run(context, { options }) {
    const { text, terminal, signal } = context;
    const client = await openClient(context);
    const { findLotteries } = await import('@suanli/sdk');
    const lotteries = await findLotteries(client, { ...options, signal });
    const words = text.pay;
    const table = () =>
      formatTable({
        columns: [
          { title: words.lottery },
          { title: words.payer },
          { title: words.prize, align: 'right' },
          { title: words.drawBlock, align: 'right' },
          { title: text.table.state },
          { title: words.winner },
        ],
        rows: lotteries.map(({ lotteryHash, lottery, end }) => [
          shortHex(lotteryHash),
          shortHex(lottery.payer),
          formatTokens(lottery.valueWei),
          String(lottery.drawBlock),
          words.lotteryEnds[end.kind],
          end.kind === 'paid' ? shortHex(end.winner) : '',
        ]),
        style: terminal.style,
      });
    return { json: { lotteries }, text: lotteries.length === 0 ? `${words.noLotteries}\n` : table() };
  },
};
