import { SuanliError } from '@suanli/protocol';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseId } from '../../../input/parseId.ts';
import { formatTable } from '../../../output/formatTable.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** `suanli asset revenue show` */
export const assetRevenueShow: CommandDefinition<[resourceId: bigint]> = {
  path: 'asset revenue show',
  arguments: [{ name: '<vid>', parse: parseId('<vid>') }],
  async run(context, { args: [resourceId] }) {
    const { text, terminal, signal } = context;
    const client = await openClient(context);
    const { findShareholders, findSharesListings, getAccruedIncome, getRevenueRight } = await import('@suanli/sdk');
    const right = await getRevenueRight(client, { resourceId });
    if (!right) throw new SuanliError('REVENUE_RIGHT_MISSING');
    const [shareholders, listings] = await Promise.all([
      findShareholders(client, { resourceId }, { signal }),
      findSharesListings(client, { resourceId }, { signal }),
    ]);
    const holders = await Promise.all(
      shareholders.map(async ({ holder, shares }) => ({
        holder,
        shares,
        accruedWei: await getAccruedIncome(client, { resourceId, holder }),
        listing: listings.find(({ seller }) => seller === holder) ?? null,
      })),
    );
    const words = text.asset;
    return {
      json: { resourceId, ...right, holders },
      text: formatTable({
        columns: [
          { title: words.holder },
          { title: words.shares, align: 'right' },
          { title: words.accrued, align: 'right' },
          { title: words.offered },
        ],
        rows: holders.map(({ holder, shares, accruedWei, listing }) => [
          holder,
          `${shares}/${right.totalShares}`,
          formatTokens(accruedWei),
          listing ? `${listing.shares} × ${formatTokens(listing.priceWeiPerShare)}` : '',
        ]),
        footer: [right.isValid ? words.valid : words.ended, String(right.totalShares), '', ''],
        style: terminal.style,
      }),
    };
  },
};
