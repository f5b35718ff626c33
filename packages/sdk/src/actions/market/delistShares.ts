import { marketAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface DelistSharesParameters {
  readonly resourceId: bigint;
}

/**
 * Takes back what the client offers of the shares in a resource.
 *
 * @throws SuanliError `MARKET_SHARES_UNAVAILABLE` where it offers none
 */
export function delistShares(client: SuanliClient, parameters: DelistSharesParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'delistShares',
    args: [parameters.resourceId],
  });
}
