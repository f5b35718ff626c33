import { marketAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetListingParameters {
  readonly useRightId: bigint;
}

/** A use right as it is offered. */
export interface Listing {
  readonly seller: Address;
  readonly priceWei: bigint;
}

/** Who offers a use right, and for what; undefined where it cannot be bought. */
export async function getListing(client: SuanliClient, parameters: GetListingParameters): Promise<Listing | undefined> {
  const [seller, priceWei] = await readContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'listingOf',
    args: [parameters.useRightId],
  });
  return priceWei === 0n ? undefined : { seller, priceWei };
}
