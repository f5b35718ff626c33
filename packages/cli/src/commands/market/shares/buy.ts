import { SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { parseAmount } from '../../../input/parseAmount.ts';
import { parseId } from '../../../input/parseId.ts';
import { parseWholeNumber } from '../../../input/parseWholeNumber.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

interface BuySharesOptions {
  readonly seller: Address;
  readonly shares: number;
  readonly maxPrice?: bigint;
}

/** `suanli market shares buy` */
export const marketSharesBuy: CommandDefinition<[resourceId: bigint], BuySharesOptions> = {
  path: 'market shares buy',
  arguments: [{ name: '<vid>', parse: parseId('<vid>') }],
  options: [
    { flags: '--seller <address>', text: 'sharesSeller', parse: parseAddress('--seller'), required: true },
    { flags: '--shares <n>', text: 'shares', parse: parseWholeNumber('--shares', 1, 2 ** 32 - 1), required: true },
    { flags: '--max-price <tokens>', text: 'sharesMaxPrice', parse: parseAmount('--max-price') },
  ],
  async run(context, { args: [resourceId], options: { seller, shares, maxPrice } }) {
    const client = await openClient(context, { wallet: true });
    const { buyShares, getSharesListing } = await import('@suanli/sdk');
    const maxPriceWeiPerShare = maxPrice ?? (await getSharesListing(client, { resourceId, seller }))?.priceWeiPerShare;
    if (maxPriceWeiPerShare === undefined) throw new SuanliError('MARKET_SHARES_UNAVAILABLE');
    const bought = await buyShares(client, { resourceId, seller, shares, maxPriceWeiPerShare });
    const { priceWei, feeWei, hash, gasUsed } = bought;
    return {
      json: { resourceId, seller, shares, priceWei, feeWei, hash, gasUsed },
      text: `${context.text.market.bought(`${shares} × VID ${resourceId}`, formatTokens(priceWei, 18), hash)}\n`,
    };
  },
};
