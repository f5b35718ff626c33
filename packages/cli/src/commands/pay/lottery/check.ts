import { lotteryWeight, parseLotteryAnnouncement } from '@suanli/protocol';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { readTextFile } from '../../../context/readTextFile.ts';
import { parseAmount } from '../../../input/parseAmount.ts';
import { parseWholeNumber } from '../../../input/parseWholeNumber.ts';
import { formatPercent } from '../../../output/formatPercent.ts';
import { formatRows } from '../../../output/formatRows.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

interface CheckOptions {
  readonly least?: bigint;
  readonly confirmations?: number;
}

/** `suanli pay lottery check` */
export const payLotteryCheck: CommandDefinition<[file: string], CheckOptions> = {
  path: 'pay lottery check',
  arguments: [{ name: '<ticket.json>' }],
  options: [
    { flags: '--least <tokens>', text: 'lotteryLeast', parse: parseAmount('--least') },
    {
      flags: '--confirmations <n>',
      text: 'lotteryConfirmations',
      parse: parseWholeNumber('--confirmations', 0, 1_000),
    },
  ],
  async run(context, { args: [file], options }) {
    const { text, terminal } = context;
    const announcement = parseLotteryAnnouncement(readTextFile(context, file));
    const { lottery, ticket } = announcement;
    const client = await openClient(context);
    const { verifyLotteryAnnouncement } = await import('@suanli/sdk');
    const checked = await verifyLotteryAnnouncement(client, {
      announcement,
      account: ticket.account,
      minShareWei: options.least ?? 0n,
      ...(options.confirmations === undefined ? {} : { confirmations: options.confirmations }),
    });
    const chance = Number(ticket.weight) / Number(lotteryWeight(lottery));
    const words = text.pay;
    return {
      json: { lottery, account: ticket.account, chance, ...checked },
      text: formatRows(
        [
          [words.payer, lottery.payer],
          [words.payee, ticket.account],
          [words.prize, text.amount(formatTokens(lottery.valueWei, 18))],
          [words.chance, formatPercent(chance)],
          [words.worth, text.amount(formatTokens(checked.shareWeiDown, 18))],
          [words.drawBlock, String(lottery.drawBlock)],
          ['', terminal.style('green', words.counts)],
        ],
        terminal.style,
      ),
    };
  },
};
