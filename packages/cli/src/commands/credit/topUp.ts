import type { Hex } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { parseHex32 } from '../../input/parseHex32.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli credit top-up` */
export const creditTopUp: CommandDefinition<[lineId: Hex, amountWei: bigint]> = {
  path: 'credit top-up',
  arguments: [
    { name: '<line>', parse: parseHex32('<line>') },
    { name: '<amount>', parse: parseAmount('<amount>') },
  ],
  async run(context, { args: [lineId, amountWei] }) {
    const client = await openClient(context, { wallet: true });
    const { getCreditLine, topUpCreditLine } = await import('@suanli/sdk');
    const { terms, depositWei } = await getCreditLine(client, { lineId });
    const { hash, gasUsed } = await topUpCreditLine(client, { terms, amountWei });
    return {
      json: { lineId, amountWei, depositWei: depositWei + amountWei, hash, gasUsed },
      text: `${context.text.credit.toppedUp(formatTokens(amountWei, 18), formatTokens(depositWei + amountWei, 18), hash)}\n`,
    };
  },
};
