import { marketAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface BuySharesParameters {
  readonly resourceId: bigint;
  readonly seller: Address;
  /** Any part of what the seller offers. */
  readonly shares: number;
  /** The most that the client pays for each. */
  readonly maxPriceWeiPerShare: bigint;
}

export interface BuySharesReturnType extends Transaction {
  /** What all of them cost. */
  readonly priceWei: bigint;
  /** Part of the price that went to the DAO. */
  readonly feeWei: bigint;
}

/**
 * Buys shares in the income of a resource with the client's balance in the bank. What they earned before stays the
 * seller's; what they earn from now on is the client's.
 *
 * @throws SuanliError `MARKET_ZERO_SHARES`, `MARKET_SHARES_UNAVAILABLE`, `MARKET_OFFER_EXPIRED`, `MARKET_PRICE_TOO_HIGH`,
 * `MARKET_OWN_LISTING`, `ERC1155_INSUFFICIENT_BALANCE` where the seller has them no more, `BANK_CONSENT_MISSING`,
 * `BANK_INSUFFICIENT_AVAILABLE`
 */
export async function buyShares(client: SuanliClient, parameters: BuySharesParameters): Promise<BuySharesReturnType> {
  const { resourceId, seller, shares, maxPriceWeiPerShare } = parameters;
  const contract = { abi: marketAbi, address: client.deployment.market };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'buyShares',
    args: [resourceId, seller, shares, maxPriceWeiPerShare],
  });
  const { priceWei, feeWei } = eventOf(transaction, { ...contract, eventName: 'SharesSold' });
  return { priceWei, feeWei, ...transaction };
}
