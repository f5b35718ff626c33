import { tokenSaleAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface WithdrawSaleProceedsParameters {
  readonly sale: Address;
}

/**
 * Sends the proceeds of a sale to its beneficiary. Anyone may call it.
 *
 * @throws SuanliError `TOKEN_SALE_NOTHING_LEFT`, `TOKEN_SALE_COIN_REFUSED`
 */
export function withdrawSaleProceeds(
  client: SuanliClient,
  parameters: WithdrawSaleProceedsParameters,
): Promise<Transaction> {
  return writeContract(client, {
    abi: tokenSaleAbi,
    address: parameters.sale,
    functionName: 'withdrawProceeds',
    args: [],
  });
}
