import { marketAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface DelistUseRightParameters {
  readonly useRightId: bigint;
}

/**
 * Takes back the client's offer of a use right.
 *
 * @throws SuanliError `MARKET_USE_RIGHT_UNKNOWN`, `MARKET_NOT_OWNER`, `MARKET_NOT_LISTED`
 */
export function delistUseRight(client: SuanliClient, parameters: DelistUseRightParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'delist',
    args: [parameters.useRightId],
  });
}
