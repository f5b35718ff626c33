import { brokerAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface CancelNoncesParameters {
  readonly nonces: readonly bigint[];
}

/** Withdraws all offers and requests of the client's account that carry these nonces; open deals go on. */
export function cancelNonces(client: SuanliClient, parameters: CancelNoncesParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: brokerAbi,
    address: client.deployment.broker,
    functionName: 'cancelNonces',
    args: [parameters.nonces],
  });
}
