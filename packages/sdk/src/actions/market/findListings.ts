import { isSuanliError, type LevelRange, marketAbi, rankingAbi, resourceTypesAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getUseRight } from '../asset/getUseRight.ts';
import { getListing } from './getListing.ts';

/** What a buyer asks for; what is left out does not matter. */
export interface FindListingsParameters {
  readonly typeId?: number;
  /** The name of the model, as it was registered. */
  readonly model?: string;
  /** Devices, at least. */
  readonly minCount?: number;
  /** Memory of all devices together, in MiB, at least. */
  readonly minMemoryMib?: number;
  readonly maxPriceWei?: bigint;
  /** The right lasts at least until then, in seconds since 1970. */
  readonly minExpiresAt?: number;
  /** The resource has proved this level, in hashes per second, at least. */
  readonly minHashesPerSecond?: bigint;
  /** The best level that the resource has proved lies so to what is expected of its type. */
  readonly range?: LevelRange;
}

/** A use right that can be bought, with what it is for. */
export interface FoundListing {
  readonly useRightId: bigint;
  readonly resourceId: bigint;
  readonly seller: Address;
  readonly priceWei: bigint;
  readonly typeId: number;
  readonly typeName: string;
  readonly model: string;
  /** How many devices. */
  readonly count: number;
  /** Memory of all of them together, in MiB; 0 where the type does not say. */
  readonly memoryMib: number;
  /** In seconds since 1970. */
  readonly expiresAt: number;
  /** The best level proved, in hashes per second; 0 where none was. */
  readonly hashesPerSecond: bigint;
  /** How that compares to what is expected of the type. */
  readonly range: LevelRange;
}

const atOnce = 8;

/**
 * The use rights that can be bought now and are what a buyer asks for, the cheapest first. It reads every listing since
 * the deployment, and then the state of each: right, but slow on a market with a past. The indexer is the quick way.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 *
 * @example
 * const [cheapest] = await findListings(client, { typeId: gtx1050.id, maxPriceWei: parseEther('5') });
 */
export async function findListings(
  client: SuanliClient,
  parameters: FindListingsParameters = {},
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly FoundListing[]> {
  const { market, ranking, resourceTypes } = client.deployment;
  const listed = await readEvents(client, { abi: marketAbi, address: market, eventName: 'UseRightListed' }, options);
  const ids = [...new Set(listed.map(({ args }) => args.id))];
  const types = new Map<number, Promise<readonly [name: string, memoryMib: number]>>();
  const typeOf = (typeId: number) => {
    const known =
      types.get(typeId) ??
      readContract(client, {
        abi: resourceTypesAbi,
        address: resourceTypes,
        functionName: 'typeOf',
        args: [typeId],
      }).then(([name, , memoryMib]) => [name, memoryMib] as const);
    types.set(typeId, known);
    return known;
  };

  const look = async (useRightId: bigint): Promise<FoundListing | undefined> => {
    const listing = await getListing(client, { useRightId });
    if (!listing) return undefined;
    const { resourceId, typeId, model, count, expiresAt } = await getUseRight(client, { useRightId });
    const [[typeName, memoryMib], standing] = await Promise.all([
      typeOf(typeId),
      readContract(client, { abi: rankingAbi, address: ranking, functionName: 'standingOf', args: [resourceId] }),
    ]);
    return {
      useRightId,
      resourceId,
      ...listing,
      typeId,
      typeName,
      model,
      count,
      memoryMib: memoryMib * count,
      expiresAt,
      hashesPerSecond: standing.bestHashesPerSecond,
      range: standing.bestRange as LevelRange,
    };
  };
  const found: FoundListing[] = [];
  for (let i = 0; i < ids.length; i += atOnce) {
    options.signal?.throwIfAborted();
    const part = ids.slice(i, i + atOnce).map((useRightId) =>
      look(useRightId).catch((error: unknown) => {
        // It was given back between two calls.
        if (isSuanliError(error) && error.code === 'USE_RIGHT_UNKNOWN') return undefined;
        throw error;
      }),
    );
    for (const listing of await Promise.all(part)) if (listing && fits(listing, parameters)) found.push(listing);
  }
  const byPrice = (a: FoundListing, b: FoundListing) =>
    a.priceWei < b.priceWei ? -1 : a.priceWei > b.priceWei ? 1 : 0;
  return found.sort((a, b) => byPrice(a, b) || (a.useRightId < b.useRightId ? -1 : 1));
}

function fits(listing: FoundListing, wanted: FindListingsParameters): boolean {
  return (
    (wanted.typeId === undefined || listing.typeId === wanted.typeId) &&
    (wanted.model === undefined || listing.model === wanted.model) &&
    listing.count >= (wanted.minCount ?? 0) &&
    listing.memoryMib >= (wanted.minMemoryMib ?? 0) &&
    (wanted.maxPriceWei === undefined || listing.priceWei <= wanted.maxPriceWei) &&
    listing.expiresAt >= (wanted.minExpiresAt ?? 0) &&
    listing.hashesPerSecond >= (wanted.minHashesPerSecond ?? 0n) &&
    (wanted.range === undefined || listing.range === wanted.range)
  );
}
