import type { Hex } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseHex32 } from '../../input/parseHex32.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli credit close` */
export const creditClose: CommandDefinition<[lineId: Hex]> = {
  path: 'credit close',
  arguments: [{ name: '<line>', parse: parseHex32('<line>') }],
  async run(context, { args: [lineId] }) {
    const client = await openClient(context, { wallet: true });
    const { closeCreditLine, getCreditLine } = await import('@suanli/sdk');
    const { terms } = await getCreditLine(client, { lineId });
    const { refundWei, hash, gasUsed } = await closeCreditLine(client, { terms });
    return {
      json: { lineId, refundWei, hash, gasUsed },
      text: `${context.text.credit.closed(formatTokens(refundWei, 18), hash)}\n`,
    };
  },
};
