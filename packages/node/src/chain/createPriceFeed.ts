import { getPriceQuote, getResource, type SuanliClient } from '@suanli/sdk';

export interface PriceFeedOptions {
  /** The resource type whose price holds where no resource is named. */
  readonly typeId: number;
  /** Never less … */
  readonly floorWeiPerGwu: bigint;
  /** … and never more; not below the floor. */
  readonly capWeiPerGwu: bigint;
}

/**
 * Makes what reads the price that the chain's curve says for a resource (0: of no resource), within bounds of one's own; in wei per
 * Gwu. It fails with `PRICE_CURVE_NOT_SET` where the DAO has set no curve for the type.
 */
export function createPriceFeed(
  client: SuanliClient,
  options: PriceFeedOptions,
): (resourceId: bigint) => Promise<bigint> {
  const { floorWeiPerGwu, capWeiPerGwu } = options;
  /** A resource never changes its type. */
  const types = new Map<bigint, number>([[0n, options.typeId]]);
  return async (resourceId) => {
    const typeId = types.get(resourceId) ?? (await getResource(client, { resourceId })).typeId;
    types.set(resourceId, typeId);
    const { priceWeiPerGwu } = await getPriceQuote(client, { typeId });
    if (priceWeiPerGwu < floorWeiPerGwu) return floorWeiPerGwu;
    return priceWeiPerGwu > capWeiPerGwu ? capWeiPerGwu : priceWeiPerGwu;
  };
}
