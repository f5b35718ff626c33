import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { formatTable } from '../../output/formatTable.ts';
import { formatTime } from '../../output/formatTime.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { shortHex } from '../../output/shortHex.ts';

/** `suanli credit list` */
export const creditList: CommandDefinition<[], { payer?: Address; payee?: Address }> = {
  path: 'credit list',
  options: [
    { flags: '--payer <address>', text: 'creditPayer', parse: parseAddress('--payer') },
    { flags: '--payee <address>', text: 'creditPayee', parse: parseAddress('--payee') },
  ],
  async run(context, { options }) {
    const { text, terminal, signal } = context;
    const client = await openClient(context);
    const { findCreditLines } = await import('@suanli/sdk');
    const lines = await findCreditLines(client, { ...options, signal });
    const words = text.credit;
    const table = () =>
      formatTable({
        columns: [
          { title: text.pay.payer },
          { title: text.pay.payee },
          { title: words.unit },
          { title: words.deposit, align: 'right' },
          { title: words.redeemed, align: 'right' },
          { title: words.until },
          { title: text.table.state },
          // Long, and needed as a whole: where the terminal is narrow, it alone wraps.
          { title: words.line },
        ],
        rows: lines.map(({ lineId, terms, depositWei, redeemedWei, status }) => [
          shortHex(terms.payer),
          shortHex(terms.payee),
          words.units[terms.unit],
          formatTokens(depositWei),
          formatTokens(redeemedWei),
          formatTime(Number(terms.expiresAt)),
          words.states[status],
          lineId,
        ]),
        style: terminal.style,
      });
    return { json: { lines }, text: lines.length === 0 ? `${words.none}\n` : table() };
  },
};
