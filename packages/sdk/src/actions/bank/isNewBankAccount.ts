import type { Address } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getBankAccount } from './getBankAccount.ts';

export interface IsNewBankAccountParameters {
  readonly account: Address;
}

/**
 * Whether an account has no word in the bank yet: the first that pays it pays 17,100 gas more.
 *
 * @throws SuanliError `CHAIN_…`
 *
 * @example
 * const isNew = await isNewBankAccount(client, { account: provider });
 */
export async function isNewBankAccount(client: SuanliClient, parameters: IsNewBankAccountParameters): Promise<boolean> {
  const { availableWei, lockedWei, consentModules } = await getBankAccount(client, parameters);
  return availableWei === 0n && lockedWei === 0n && consentModules === 0;
}
