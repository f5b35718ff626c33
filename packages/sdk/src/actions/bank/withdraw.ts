import { bankAbi, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface WithdrawParameters {
  /** Default: the client's own account. */
  readonly to?: Address;
}

/** Takes out what was set aside by a withdrawal request whose delay has passed. */
export function withdraw(client: SuanliClient, parameters: WithdrawParameters = {}): Promise<Transaction> {
  const to = parameters.to ?? client.account;
  if (to === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return writeContract(client, {
    abi: bankAbi,
    address: client.deployment.bank,
    functionName: 'withdraw',
    args: [to],
  });
}
