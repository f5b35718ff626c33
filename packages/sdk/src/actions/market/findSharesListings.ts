import { marketAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getShares } from '../asset/getShares.ts';
import { getChainTime } from '../chain/getChainTime.ts';
import { getSharesListing, type SharesListing } from './getSharesListing.ts';

export interface FindSharesListingsParameters {
  /** Default: of all resources. */
  readonly resourceId?: bigint;
}

/** Shares that can be bought: `shares` are no more than the seller still holds. */
export interface FoundSharesListing extends SharesListing {
  readonly resourceId: bigint;
  readonly seller: Address;
}

/**
 * The offers of shares in income that can be bought now, the cheapest share first. It reads every offer since the
 * deployment: the indexer is the quick way.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function findSharesListings(
  client: SuanliClient,
  parameters: FindSharesListingsParameters = {},
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly FoundSharesListing[]> {
  const { resourceId } = parameters;
  const [events, now] = await Promise.all([
    readEvents(
      client,
      {
        abi: marketAbi,
        address: client.deployment.market,
        eventName: 'SharesListed',
        ...(resourceId === undefined ? {} : { args: { resource: resourceId } }),
      },
      options,
    ),
    getChainTime(client),
  ]);
  const offers = new Map(events.map(({ args }) => [`${args.resource} ${args.seller}`, args]));
  const found: FoundSharesListing[] = [];
  for (const { resource, seller } of offers.values()) {
    options.signal?.throwIfAborted();
    const listing = await getSharesListing(client, { resourceId: resource, seller });
    if (!listing || now >= BigInt(listing.until)) continue;
    const held = await getShares(client, { resourceId: resource, holder: seller });
    if (held > 0) found.push({ resourceId: resource, seller, ...listing, shares: Math.min(held, listing.shares) });
  }
  return found.sort((a, b) =>
    a.priceWeiPerShare < b.priceWeiPerShare ? -1 : a.priceWeiPerShare > b.priceWeiPerShare ? 1 : 0,
  );
}
