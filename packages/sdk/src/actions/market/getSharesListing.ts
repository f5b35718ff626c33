import { marketAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetSharesListingParameters {
  readonly resourceId: bigint;
  readonly seller: Address;
}

/** Shares in the income of a resource as they are offered. */
export interface SharesListing {
  /** How many are left; the seller may have fewer by now. */
  readonly shares: number;
  readonly priceWeiPerShare: bigint;
  /** When the offer ends, in seconds since 1970. */
  readonly until: number;
}

/** What a seller offers of the shares in a resource; undefined: nothing. It may have ended: see `until`. */
export async function getSharesListing(
  client: SuanliClient,
  parameters: GetSharesListingParameters,
): Promise<SharesListing | undefined> {
  const [shares, priceWeiPerShare, until] = await readContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'sharesListingOf',
    args: [parameters.resourceId, parameters.seller],
  });
  return shares === 0 ? undefined : { shares, priceWeiPerShare, until };
}
