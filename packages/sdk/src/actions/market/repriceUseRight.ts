import { marketAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface RepriceUseRightParameters {
  readonly useRightId: bigint;
  /** The new price. */
  readonly priceWei: bigint;
}

/**
 * Changes the price of a use right that the client offers.
 *
 * @throws SuanliError as `listUseRight` does, and `MARKET_NOT_LISTED`
 */
export function repriceUseRight(client: SuanliClient, parameters: RepriceUseRightParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'reprice',
    args: [parameters.useRightId, parameters.priceWei],
  });
}
