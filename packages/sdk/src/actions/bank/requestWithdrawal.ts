import { bankAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface RequestWithdrawalParameters {
  readonly amountWei: bigint;
}

/** Sets available balance aside for withdrawal; {@link withdraw} takes it out once the bank's delay has passed. */
export function requestWithdrawal(client: SuanliClient, parameters: RequestWithdrawalParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: bankAbi,
    address: client.deployment.bank,
    functionName: 'requestWithdrawal',
    args: [parameters.amountWei],
  });
}
