import { computeTokenAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface TransferTokenParameters {
  readonly to: Address;
  readonly amountWei: bigint;
}

/** Sends tokens from the client's account to another, outside the bank. */
export function transferToken(client: SuanliClient, parameters: TransferTokenParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: computeTokenAbi,
    address: client.deployment.token,
    functionName: 'transfer',
    args: [parameters.to, parameters.amountWei],
  });
}
