import { isSuanliError, priceCurveAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface FindPricesParameters {
  readonly typeId: number;
  /** How many epochs back, the present one included; at least 1. Default 24. */
  readonly epochs?: number;
  readonly signal?: AbortSignal;
}

/** The price of one epoch, with what was published for that epoch; the price follows from what was for the one before. */
export interface EpochPrice {
  readonly epoch: number;
  readonly priceWeiPerGwu: bigint;
  readonly supplyWork: bigint;
  readonly demandWork: bigint;
}

const atOnce = 8;

/**
 * The prices of a resource type, oldest first and the present epoch last; epochs before its first curve are left out.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 *
 * @example
 * const prices = await findPrices(client, { typeId: 1, epochs: 48 });
 */
export async function findPrices(
  client: SuanliClient,
  parameters: FindPricesParameters,
): Promise<readonly EpochPrice[]> {
  const { typeId, epochs = 24, signal } = parameters;
  const contract = { abi: priceCurveAbi, address: client.deployment.priceCurve };
  const current = await readContract(client, { ...contract, functionName: 'currentEpoch', args: [] });
  const look = async (epoch: number): Promise<EpochPrice | undefined> => {
    const [priceWeiPerGwu, { supplyWork, demandWork }] = await Promise.all([
      readContract(client, { ...contract, functionName: 'priceAt', args: [typeId, epoch] }).catch((error: unknown) => {
        if (isSuanliError(error) && error.code === 'PRICE_CURVE_NOT_SET') return undefined;
        throw error;
      }),
      readContract(client, { ...contract, functionName: 'figuresOf', args: [typeId, epoch] }),
    ]);
    return priceWeiPerGwu === undefined ? undefined : { epoch, priceWeiPerGwu, supplyWork, demandWork };
  };
  const found: EpochPrice[] = [];
  const wanted = Array.from({ length: Math.min(epochs, current + 1) }, (_, i) => current - i);
  for (let i = 0; i < wanted.length; i += atOnce) {
    signal?.throwIfAborted();
    for (const price of await Promise.all(wanted.slice(i, i + atOnce).map(look))) {
      // There was no curve in this epoch, so in none before.
      if (price === undefined) return found.reverse();
      found.push(price);
    }
  }
  return found.reverse();
}
