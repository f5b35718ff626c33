import { presaleMigrationAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ReturnPresaleLeftoverParameters {
  readonly migration: Address;
}

/**
 * Sends what nobody migrated by the deadline to the beneficiary. Anyone may call it.
 *
 * @throws SuanliError `PRESALE_NOT_OVER`, `PRESALE_ZERO_AMOUNT`
 */
export function returnPresaleLeftover(
  client: SuanliClient,
  parameters: ReturnPresaleLeftoverParameters,
): Promise<Transaction> {
  return writeContract(client, {
    abi: presaleMigrationAbi,
    address: parameters.migration,
    functionName: 'returnLeftover',
    args: [],
  });
}
