import { bankAbi, computeTokenAbi, SuanliError } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { moduleConsent } from './moduleConsent.ts';

export interface DepositParameters {
  readonly amountWei: bigint;
  /** Modules to let move the balance, as a bitmap. Default: Broker and Market. */
  readonly consentModules?: number;
}

/** Puts tokens of the client's account into the bank and lets Broker and Market use them; approves the bank first where needed. */
export async function deposit(client: SuanliClient, parameters: DepositParameters): Promise<Transaction> {
  const { token, bank } = client.deployment;
  if (client.account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const allowance = await readContract(client, {
    abi: computeTokenAbi,
    address: token,
    functionName: 'allowance',
    args: [client.account, bank],
  });
  if (allowance < parameters.amountWei) {
    await writeContract(client, {
      abi: computeTokenAbi,
      address: token,
      functionName: 'approve',
      args: [bank, parameters.amountWei],
    });
  }
  return writeContract(client, {
    abi: bankAbi,
    address: bank,
    functionName: 'deposit',
    args: [parameters.amountWei, parameters.consentModules ?? (await moduleConsent(client))],
  });
}
