import { marketAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ListUseRightParameters {
  /** A live use right of the client's account. */
  readonly useRightId: bigint;
  readonly priceWei: bigint;
}

/**
 * Offers a use right on the market. It stays the client's until somebody buys it; the resource's revenue right must be there.
 * The first sale of a right is income of its resource, a later one pays the seller.
 *
 * @throws SuanliError `MARKET_USE_RIGHT_UNKNOWN`, `MARKET_NOT_OWNER`, `MARKET_USE_RIGHT_EXPIRED`, `MARKET_ALREADY_LISTED`,
 * `MARKET_REVENUE_RIGHT_MISSING`, `MARKET_ZERO_PRICE`
 */
export function listUseRight(client: SuanliClient, parameters: ListUseRightParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'list',
    args: [parameters.useRightId, parameters.priceWei],
  });
}
