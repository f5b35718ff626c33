import { bankAbi, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetBankAccountParameters {
  /** Default: the client's own account. */
  readonly account?: Address;
}

/** An account's balances in the bank. */
export interface BankAccount {
  /** Free to lock or withdraw. */
  readonly availableWei: bigint;
  /** Held by open deals. */
  readonly lockedWei: bigint;
  /** Bitmap of the modules that the account lets move its balance. */
  readonly consentModules: number;
}

/** An account's balances in the bank. */
export async function getBankAccount(
  client: SuanliClient,
  parameters: GetBankAccountParameters = {},
): Promise<BankAccount> {
  const account = parameters.account ?? client.account;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const [availableWei, lockedWei, consentModules] = await readContract(client, {
    abi: bankAbi,
    address: client.deployment.bank,
    functionName: 'accountOf',
    args: [account],
  });
  return { availableWei, lockedWei, consentModules };
}
