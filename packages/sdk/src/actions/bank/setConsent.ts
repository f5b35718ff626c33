import { bankAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface SetConsentParameters {
  /** Bitmap of all modules that may move the client's balance from now on: see `moduleConsent`. */
  readonly consentModules: number;
}

/**
 * Sets which modules may move the client's balance in the bank. Taking one away needs that nothing of the client is locked.
 *
 * @throws SuanliError `BANK_CONSENT_IN_USE`
 */
export function setConsent(client: SuanliClient, parameters: SetConsentParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: bankAbi,
    address: client.deployment.bank,
    functionName: 'setConsent',
    args: [parameters.consentModules],
  });
}
