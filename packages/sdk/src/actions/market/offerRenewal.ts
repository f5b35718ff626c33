import { marketAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface OfferRenewalParameters {
  readonly useRightId: bigint;
  /** Price per second of use; zero: renewals are offered no longer. */
  readonly priceWeiPerSecond: bigint;
  /** One renewal adds so many seconds. */
  readonly periodSeconds: number;
  /** The latest second, since 1970, to which it may be renewed. */
  readonly until: number;
}

/**
 * Offers to let a use right of the client's resource last longer, against payment. Only the owner of the resource may.
 *
 * @throws SuanliError `MARKET_USE_RIGHT_UNKNOWN`, `MARKET_USE_RIGHT_EXPIRED`, `MARKET_NOT_PROVIDER`, `MARKET_ZERO_PERIOD`
 *
 * @example
 * await offerRenewal(client, { useRightId, priceWeiPerSecond: 10n ** 13n, periodSeconds: 86_400, until });
 */
export function offerRenewal(client: SuanliClient, parameters: OfferRenewalParameters): Promise<Transaction> {
  const { useRightId, priceWeiPerSecond, periodSeconds, until } = parameters;
  return writeContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'offerRenewal',
    args: [useRightId, { priceWeiPerSecond, periodSeconds, until }],
  });
}
