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
    const { claimLottery, getLotteryState, waitForLotteryDraw } = await import('@suanli/sdk');
    const { stage, blockNumber } = await getLotteryState(client, { lottery });
    // One that is not there is refused at once, and not after its draw.
    if (stage === 'open') {
      terminal.note(text.pay.waitingForDraw(String(lottery.drawBlock), String(blockNumber)));
      await waitForLotteryDraw(client, { lottery, signal });
    }
    const { paidWei, bountyWei, hash, gasUsed } = await claimLottery(client, { lottery, ticket });
    return {
      json: { winner: ticket.account, paidWei, bountyWei, hash, gasUsed },
      text: `${text.pay.claimed(formatTokens(paidWei, 18), ticket.account, hash)}\n`,
    };
  },
};
