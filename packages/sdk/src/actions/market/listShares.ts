import { marketAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ListSharesParameters {
  readonly resourceId: bigint;
  /** How many; buyers may take any part of them. */
  readonly shares: number;
  readonly priceWeiPerShare: bigint;
  /** When the offer ends, in seconds since 1970. */
  readonly until: number;
}

/**
 * Offers shares in the income of a resource, in place of what the client offered before. They stay the client's, and earn
 * for it, until bought.
 *
 * @throws SuanliError `MARKET_ZERO_SHARES`, `MARKET_ZERO_PRICE`, `MARKET_OFFER_EXPIRED`, `MARKET_SHARES_NOT_HELD`,
 * `MARKET_PAYMENT_TOO_LARGE`
 */
export function listShares(client: SuanliClient, parameters: ListSharesParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'listShares',
    args: [parameters.resourceId, parameters.shares, parameters.priceWeiPerShare, parameters.until],
  });
}
