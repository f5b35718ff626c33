import { levelRangeName } from '@suanli/protocol';
import { findListings } from '@suanli/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ListingRow, listingFields } from './tables.ts';
import { useChainRead } from './useChainRead.ts';
import type { ArgumentValue, Rows } from './useRows.ts';
import { useRows } from './useRows.ts';

export interface ListingsParameters {
  readonly where?: Readonly<Record<string, ArgumentValue | undefined>>;
  readonly orderBy?: string;
  readonly descending?: boolean;
}

export interface Listings {
  readonly query: UseQueryResult<Rows<typeof listingFields>, Error>;
  /** True where the indexer is away and the chain itself was read: no filter, and no types that the level matches. */
  readonly fromChain: boolean;
}

/** The use rights that are offered. While the indexer is away they are read from the chain itself. */
export function useListings(parameters: ListingsParameters = {}): Listings {
  const rows = useRows({ table: 'listings', fields: listingFields, ...parameters });
  const away = rows.isError && rows.data === undefined;
  const chain = useChainRead({
    key: ['listings'],
    enabled: away,
    read: async (client, signal) => {
      const found = await findListings(client, {}, { signal });
      const items = found.map(
        (listing): ListingRow => ({
          ...listing,
          firstSale: false,
          totalMemoryMib: listing.memoryMib,
          memoryMib: Math.floor(listing.memoryMib / Math.max(1, listing.count)),
          expiresAt: BigInt(listing.expiresAt),
          range: levelRangeName(listing.range),
          proofId: null,
          matchingTypes: [],
          listedAt: 0n,
        }),
      );
      return { items, totalCount: items.length };
    },
  });
  return away && chain.data ? { query: chain, fromChain: true } : { query: rows, fromChain: false };
}
