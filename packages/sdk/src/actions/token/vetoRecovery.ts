import { recoverableAccountAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface VetoRecoveryParameters {
  readonly account: Address;
}

/**
 * Ends the recovery of an account that is under way, as its owner.
 *
 * @throws SuanliError `RECOVERABLE_NOT_OWNER`, `RECOVERABLE_NOT_STARTED`
 */
export function vetoRecovery(client: SuanliClient, parameters: VetoRecoveryParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: recoverableAccountAbi,
    address: parameters.account,
    functionName: 'vetoRecovery',
    args: [],
  });
}
