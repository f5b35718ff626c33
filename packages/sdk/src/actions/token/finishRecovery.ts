import { recoverableAccountAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface FinishRecoveryParameters {
  readonly account: Address;
}

/**
 * Makes the new owner of a recovery the owner once its delay has passed. Anyone may call it.
 *
 * @throws SuanliError `RECOVERABLE_NOT_STARTED`, `RECOVERABLE_DELAY_RUNNING`
 */
export function finishRecovery(client: SuanliClient, parameters: FinishRecoveryParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: recoverableAccountAbi,
    address: parameters.account,
    functionName: 'finishRecovery',
    args: [],
  });
}
