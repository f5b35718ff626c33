import { marketAbi } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface RenewUseRightParameters {
  /** A live use right of the client's account, whose provider offers renewals. */
  readonly useRightId: bigint;
  /** The most that the client pays, per second of use. */
  readonly maxPriceWeiPerSecond: bigint;
}

export interface RenewUseRightReturnType extends Transaction {
  /** The new end, in seconds since 1970. */
  readonly expiresAt: number;
  readonly priceWei: bigint;
  /** Part of the price that went to the DAO; the rest is income of the resource. */
  readonly feeWei: bigint;
}

/**
 * Lets a use right of the client's account last one period longer, and pays for it.
 *
 * @throws SuanliError `MARKET_USE_RIGHT_UNKNOWN`, `MARKET_NOT_OWNER`, `MARKET_USE_RIGHT_EXPIRED`,
 * `MARKET_RENEWAL_NOT_OFFERED`, `MARKET_PRICE_TOO_HIGH`, `MARKET_RENEWAL_TOO_LONG`, `BANK_CONSENT_MISSING`,
 * `BANK_INSUFFICIENT_AVAILABLE`
 */
export async function renewUseRight(
  client: SuanliClient,
  parameters: RenewUseRightParameters,
): Promise<RenewUseRightReturnType> {
  const contract = { abi: marketAbi, address: client.deployment.market };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'renew',
    args: [parameters.useRightId, parameters.maxPriceWeiPerSecond],
  });
  const { expiresAt, priceWei, feeWei } = eventOf(transaction, { ...contract, eventName: 'UseRightRenewed' });
  return { expiresAt, priceWei, feeWei, ...transaction };
}
