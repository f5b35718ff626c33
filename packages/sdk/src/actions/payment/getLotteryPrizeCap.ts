import { isSuanliError, lotteryAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getBankAccount } from '../bank/getBankAccount.ts';
import { moduleConsent } from '../bank/moduleConsent.ts';

/**
 * The largest prize of a lottery that the chain takes from the client's account, in wei: zero where the account has not consented to
 * the module `lottery`, or the bank has none.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `CHAIN_…`
 *
 * @example
 * const prizeCapWei = await getLotteryPrizeCap(client);
 */
export async function getLotteryPrizeCap(client: SuanliClient): Promise<bigint> {
  const [{ consentModules }, consent] = await Promise.all([
    getBankAccount(client),
    moduleConsent(client, { modules: ['lottery'] }).catch((error: unknown) => {
      if (isSuanliError(error, 'DEPLOYMENT_INVALID')) return 0;
      throw error;
    }),
  ]);
  if (consent === 0 || (consentModules & consent) === 0) return 0n;
  return readContract(client, {
    abi: lotteryAbi,
    address: client.deployment.lottery,
    functionName: 'maxValueWei',
    args: [],
  });
}
