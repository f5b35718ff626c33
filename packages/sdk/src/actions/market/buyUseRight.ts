import { marketAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface BuyUseRightParameters {
  readonly useRightId: bigint;
  /** The most that the client pays: what it saw in the listing. A higher price is refused, a lower one is taken. */
  readonly maxPriceWei: bigint;
}

export interface BuyUseRightReturnType extends Transaction {
  readonly resourceId: bigint;
  readonly seller: Address;
  readonly priceWei: bigint;
  /** Part of the price that went to the DAO. */
  readonly feeWei: bigint;
  /** True where the rest became income of the resource, false where the seller got it. */
  readonly isFirstSale: boolean;
}

/**
 * Buys a use right with the client's balance in the bank, which the Market must be allowed to move. The client owns it at
 * once.
 *
 * @throws SuanliError `MARKET_USE_RIGHT_UNKNOWN`, `MARKET_NOT_LISTED`, `MARKET_USE_RIGHT_EXPIRED`, `MARKET_PRICE_TOO_HIGH`,
 * `MARKET_OWN_LISTING`, `BANK_CONSENT_MISSING`, `BANK_INSUFFICIENT_AVAILABLE`; `CHAIN_TRANSACTION_REVERTED` where another
 * transaction of the same block came first
 *
 * @example
 * const listing = await getListing(client, { useRightId });
 * if (listing) await buyUseRight(client, { useRightId, maxPriceWei: listing.priceWei });
 */
export async function buyUseRight(
  client: SuanliClient,
  parameters: BuyUseRightParameters,
): Promise<BuyUseRightReturnType> {
  const contract = { abi: marketAbi, address: client.deployment.market };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'buy',
    args: [parameters.useRightId, parameters.maxPriceWei],
  });
  const { resource, seller, priceWei, feeWei, firstSale } = eventOf(transaction, {
    ...contract,
    eventName: 'UseRightSold',
  });
  return { resourceId: resource, seller, priceWei, feeWei, isFirstSale: firstSale, ...transaction };
}
