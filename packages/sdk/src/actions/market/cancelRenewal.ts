import { marketAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface CancelRenewalParameters {
  readonly useRightId: bigint;
}

/**
 * Ends the client's mandate to renew a use right. What has been renewed stays so.
 *
 * @throws SuanliError `MARKET_USE_RIGHT_UNKNOWN`, `MARKET_NOT_OWNER`, `MARKET_RENEWAL_NOT_MANDATED`
 */
export function cancelRenewal(client: SuanliClient, parameters: CancelRenewalParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'cancelRenewal',
    args: [parameters.useRightId],
  });
}
