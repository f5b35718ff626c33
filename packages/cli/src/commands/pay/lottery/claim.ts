import { parseLotteryAnnouncement } from '@suanli/protocol';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { readTextFile } from '../../../context/readTextFile.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** `suanli pay lottery claim` */
export const payLotteryClaim: CommandDefinition<[file: string]> = {
  path: 'pay lottery claim',
  arguments: [{ name: '<ticket.json>' }],
  async run(context, { args: [file] }) {
    const { text, terminal, signal } = context;
    const { lottery, ticket } = parseLotteryAnnouncement(readTextFile(context, file));
    const client = await openClient(context, { wallet: true });
    const { claimLottery, waitForLotteryDraw } = await import('@suanli/sdk');
    terminal.note(text.pay.waitingForDraw(String(lottery.drawBlock)));
    await waitForLotteryDraw(client, { lottery, signal });
    const { paidWei, bountyWei, hash, gasUsed } = await claimLottery(client, { lottery, ticket });
    return {
      json: { winner: ticket.account, paidWei, bountyWei, hash, gasUsed },
      text: `${text.pay.claimed(formatTokens(paidWei, 18), ticket.account, hash)}\n`,
    };
  },
};
