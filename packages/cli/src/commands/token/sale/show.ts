import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { formatRows } from '../../../output/formatRows.ts';
import { formatTime } from '../../../output/formatTime.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** `suanli token sale show` */
export const tokenSaleShow: CommandDefinition<[sale: Address]> = {
  path: 'token sale show',
  arguments: [{ name: '<sale>', parse: parseAddress('<sale>') }],
  async run(context, { args: [sale] }) {
    const client = await openClient(context);
    const { getChainTime, getTokenSale } = await import('@suanli/sdk');
    const [terms, now] = await Promise.all([getTokenSale(client, { sale }), getChainTime(client)]);
    const { priceWei, capWei, soldWei, heldWei, startTime, endTime, beneficiary } = terms;
    const leftWei = capWei - soldWei;
    const state = now < startTime ? 'ahead' : now >= endTime ? 'over' : leftWei === 0n ? 'soldOut' : 'running';
    const { text, terminal } = context;
    const words = text.token;
    const missingWei = leftWei > heldWei ? leftWei - heldWei : 0n;
    return {
      json: { sale, state, ...terms },
      text: formatRows(
        [
          [text.table.state, words.saleStates[state]],
          [words.price, words.coinPerToken(formatTokens(priceWei, 18))],
          [words.sold, words.soldOf(formatTokens(soldWei), formatTokens(capWei))],
          // While it runs, what it sells has to be there; afterwards it may have been returned.
          ...(missingWei > 0n && state !== 'over'
            ? [[words.missing, text.amount(formatTokens(missingWei, 18))] as const]
            : []),
          [words.from, formatTime(Number(startTime))],
          [words.until, formatTime(Number(endTime))],
          [words.beneficiary, beneficiary],
        ],
        terminal.style,
      ),
    };
  },
};
