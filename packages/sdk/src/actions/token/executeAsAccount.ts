import { recoverableAccountAbi } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ExecuteAsAccountParameters {
  readonly account: Address;
  readonly target: Address;
  readonly data: Hex;
}

/**
 * Makes a recoverable account call a contract, as its owner.
 *
 * @throws SuanliError `RECOVERABLE_NOT_OWNER`, and what the call is refused with
 */
export function executeAsAccount(client: SuanliClient, parameters: ExecuteAsAccountParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: recoverableAccountAbi,
    address: parameters.account,
    functionName: 'execute',
    args: [parameters.target, 0n, parameters.data],
  });
}
