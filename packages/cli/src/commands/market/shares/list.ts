import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseId } from '../../../input/parseId.ts';
import { formatTable } from '../../../output/formatTable.ts';
import { formatTime } from '../../../output/formatTime.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** `suanli market shares list` */
export const marketSharesList: CommandDefinition<[], { resource?: bigint }> = {
  path: 'market shares list',
  options: [{ flags: '--resource <vid>', text: 'sharesResource', parse: parseId('--resource') }],
  async run(context, { options: { resource } }) {
    const { text, terminal, signal } = context;
    const client = await openClient(context);
    const { findSharesListings } = await import('@suanli/sdk');
    const parameters = resource === undefined ? {} : { resourceId: resource };
    const listings = await findSharesListings(client, parameters, { signal });
    return {
      json: { listings },
      text:
        listings.length === 0
          ? `${text.market.noShares}\n`
          : formatTable({
              columns: [
                { title: 'VID', align: 'right' },
                { title: text.market.seller },
                { title: text.asset.shares, align: 'right' },
                { title: text.market.pricePerShare, align: 'right' },
                { title: text.asset.expires },
              ],
              rows: listings.map(({ resourceId, seller, shares, priceWeiPerShare, until }) => [
                String(resourceId),
                seller,
                String(shares),
                formatTokens(priceWeiPerShare),
                formatTime(until),
              ]),
              style: terminal.style,
            }),
    };
  },
};
