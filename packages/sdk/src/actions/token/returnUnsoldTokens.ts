import { tokenSaleAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ReturnUnsoldTokensParameters {
  readonly sale: Address;
}

/**
 * Sends what a sale that has ended did not sell to its beneficiary. Anyone may call it.
 *
 * @throws SuanliError `TOKEN_SALE_RUNNING`, `TOKEN_SALE_NOTHING_LEFT`
 */
export function returnUnsoldTokens(
  client: SuanliClient,
  parameters: ReturnUnsoldTokensParameters,
): Promise<Transaction> {
  return writeContract(client, {
    abi: tokenSaleAbi,
    address: parameters.sale,
    functionName: 'returnUnsold',
    args: [],
  });
}
