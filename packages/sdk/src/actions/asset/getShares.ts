import { revenueRightAbi, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetSharesParameters {
  readonly resourceId: bigint;
  /** Default: the client's own account. */
  readonly holder?: Address;
}

/**
 * How many shares in the income of a resource an account holds.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`
 */
export async function getShares(client: SuanliClient, parameters: GetSharesParameters): Promise<number> {
  const holder = parameters.holder ?? client.account;
  if (holder === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const shares = await readContract(client, {
    abi: revenueRightAbi,
    address: client.deployment.revenueRight,
    functionName: 'balanceOf',
    args: [holder, parameters.resourceId],
  });
  return Number(shares);
}
