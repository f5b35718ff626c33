import { recoverableAccountAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface SetRecoveryPathParameters {
  readonly account: Address;
  readonly recoverySigner: Address;
  readonly coSigner: Address;
  /** How long the owner may veto, in seconds; 3600 at least. */
  readonly delaySeconds: number;
}

/**
 * Changes the path of recovery of an account at once, as its owner, and ends a recovery that is under way.
 *
 * @throws SuanliError `RECOVERABLE_NOT_OWNER`, `RECOVERABLE_PATH_INVALID`
 */
export function setRecoveryPath(client: SuanliClient, parameters: SetRecoveryPathParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: recoverableAccountAbi,
    address: parameters.account,
    functionName: 'setRecoveryPath',
    args: [parameters.recoverySigner, parameters.coSigner, parameters.delaySeconds],
  });
}
