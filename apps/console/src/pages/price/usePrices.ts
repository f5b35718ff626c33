import { isSuanliError, priceCurveAbi } from '@suanli/protocol';
import {
  findPrices,
  getPriceFigures,
  getPriceQuote,
  getResourceTypes,
  type PriceFigures,
  type PriceQuote,
  type SuanliClient,
} from '@suanli/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { useChainRead } from '../../data/useChainRead.ts';

/** The price of a type now, and what is known of the next one. */
export interface TypePrice extends PriceFigures, PriceQuote {
  readonly name: string;
}

async function priceOf(client: SuanliClient, typeId: number, name: string): Promise<TypePrice | undefined> {
  try {
    const [quote, figures] = await Promise.all([
      getPriceQuote(client, { typeId }),
      getPriceFigures(client, { typeId }),
    ]);
    return { name, ...figures, ...quote };
  } catch (error) {
    // The DAO has set no curve for this type.
    if (isSuanliError(error, 'PRICE_CURVE_NOT_SET')) return undefined;
    throw error;
  }
}

/** The prices of all types that have a curve, straight from the chain. */
export function usePrices(): UseQueryResult<readonly TypePrice[], Error> {
  return useChainRead({
    key: ['prices'],
    read: async (client) => {
      const types = await getResourceTypes(client);
      const found = await Promise.all(types.map(({ id, name }) => priceOf(client, id, name)));
      return found.filter((price) => price !== undefined);
    },
  });
}

/** How many epochs back are shown. */
const epochs = 24;

/** The last epochs of a type; read anew with each epoch, and as its figures change. */
export function usePriceHistory(price: TypePrice) {
  return useChainRead({
    key: ['priceHistory', price.typeId, price.epoch, price.supplyWork.toString(), price.demandWork.toString()],
    fixed: true,
    keep: true,
    read: (client, signal) => findPrices(client, { typeId: price.typeId, epochs, signal }),
  });
}

/** The terms by which the present price was set. */
export function usePresentTerms({ typeId, epoch }: TypePrice) {
  return useChainRead({
    key: ['priceTerms', typeId, epoch],
    fixed: true,
    keep: true,
    read: async (client) => {
      const [terms] = await client.publicClient.readContract({
        abi: priceCurveAbi,
        address: client.deployment.priceCurve,
        functionName: 'termsAt',
        args: [typeId, epoch],
      });
      return terms;
    },
  });
}
