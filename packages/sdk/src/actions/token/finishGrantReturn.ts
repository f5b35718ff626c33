import { sponsoredAccountAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface FinishGrantReturnParameters {
  readonly grant: Address;
}

/**
 * Pays what was set aside of a grant to the promotion fund, after the bank's delay. Anyone may call it.
 *
 * @throws SuanliError `BANK_NO_WITHDRAWAL_PENDING`, `BANK_WITHDRAWAL_LOCKED`
 */
export function finishGrantReturn(client: SuanliClient, parameters: FinishGrantReturnParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: sponsoredAccountAbi,
    address: parameters.grant,
    functionName: 'finishReturn',
    args: [],
  });
}
