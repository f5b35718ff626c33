import { revenueRightAbi, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetAccruedIncomeParameters {
  readonly resourceId: bigint;
  /** Default: the client's own account. */
  readonly holder?: Address;
}

/**
 * What an account has earned of a resource and not settled, in wei.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`
 */
export async function getAccruedIncome(client: SuanliClient, parameters: GetAccruedIncomeParameters): Promise<bigint> {
  const holder = parameters.holder ?? client.account;
  if (holder === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return readContract(client, {
    abi: revenueRightAbi,
    address: client.deployment.revenueRight,
    functionName: 'accruedOf',
    args: [parameters.resourceId, holder],
  });
}
