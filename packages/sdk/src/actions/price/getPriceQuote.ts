import { priceCurveAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetPriceQuoteParameters {
  /** The resource type, as the DAO lists it. */
  readonly typeId: number;
}

/** What computing of a resource type costs for a number of blocks. */
export interface PriceQuote {
  readonly typeId: number;
  readonly priceWeiPerGwu: bigint;
  readonly epoch: number;
  /** The first block in which the price may be another one. */
  readonly untilBlock: bigint;
}

/**
 * The price that the curve of a resource type says in the present epoch: it follows what was supplied and demanded in the one
 * before, and stays the same in all blocks of it. Nobody has to sell or buy at it.
 *
 * @throws SuanliError `PRICE_CURVE_NOT_SET`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const { priceWeiPerGwu } = await getPriceQuote(client, { typeId: 1 });
 */
export async function getPriceQuote(client: SuanliClient, parameters: GetPriceQuoteParameters): Promise<PriceQuote> {
  const { typeId } = parameters;
  const [priceWeiPerGwu, epoch, untilBlock] = await readContract(client, {
    abi: priceCurveAbi,
    address: client.deployment.priceCurve,
    functionName: 'quote',
    args: [typeId],
  });
  return { typeId, priceWeiPerGwu, epoch, untilBlock };
}
