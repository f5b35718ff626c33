import { useRightAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface GiveBackUseRightParameters {
  readonly useRightId: bigint;
}

/**
 * Ends a use right of the client's account before its time; its resource is free at once. Nothing is paid back.
 *
 * @throws SuanliError `USE_RIGHT_UNKNOWN`, `USE_RIGHT_NOT_OWNER`
 */
export function giveBackUseRight(client: SuanliClient, parameters: GiveBackUseRightParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: useRightAbi,
    address: client.deployment.useRight,
    functionName: 'giveBack',
    args: [parameters.useRightId],
  });
}
