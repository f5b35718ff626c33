import { SuanliError } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { parseId } from '../../input/parseId.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli market buy` */
export const marketBuy: CommandDefinition<[useRightId: bigint], { maxPrice?: bigint }> = {
  path: 'market buy',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  options: [{ flags: '--max-price <tokens>', text: 'buyMaxPrice', parse: parseAmount('--max-price') }],
  async run(context, { args: [useRightId], options }) {
    const client = await openClient(context, { wallet: true });
    const { buyUseRight, getListing } = await import('@suanli/sdk');
    const maxPriceWei = options.maxPrice ?? (await getListing(client, { useRightId }))?.priceWei;
    if (maxPriceWei === undefined) throw new SuanliError('MARKET_NOT_LISTED');
    const bought = await buyUseRight(client, { useRightId, maxPriceWei });
    const { resourceId, seller, priceWei, feeWei, isFirstSale, hash, gasUsed } = bought;
    return {
      json: { useRightId, resourceId, seller, priceWei, feeWei, isFirstSale, hash, gasUsed },
      text: `${context.text.market.bought(`UID ${useRightId} (VID ${resourceId})`, formatTokens(priceWei, 18), hash)}\n`,
    };
  },
};
