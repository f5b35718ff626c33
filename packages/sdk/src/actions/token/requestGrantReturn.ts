import { sponsoredAccountAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface RequestGrantReturnParameters {
  readonly grant: Address;
}

/**
 * Sets what is left of a grant that has expired aside for its return to the promotion fund. Anyone may call it.
 *
 * @throws SuanliError `SPONSORED_NOT_EXPIRED`, `BANK_ZERO_AMOUNT`, `BANK_WITHDRAWAL_LOCKED` while something waits already
 */
export function requestGrantReturn(
  client: SuanliClient,
  parameters: RequestGrantReturnParameters,
): Promise<Transaction> {
  return writeContract(client, {
    abi: sponsoredAccountAbi,
    address: parameters.grant,
    functionName: 'requestReturn',
    args: [],
  });
}
