import { revenueRightAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface CreateRevenueRightParameters {
  /** A resource of the client's account. */
  readonly resourceId: bigint;
  /** 1 to 64 holders, each with its number of shares; together as many as the resource's type has. */
  readonly holders: readonly { readonly holder: Address; readonly shares: number }[];
}

/**
 * Creates the revenue right (RID) of a resource and gives out its shares, once and for good. Its id is that of the
 * resource. It must be there before the first use right of the resource is listed.
 *
 * @throws SuanliError `RESOURCE_UNKNOWN`, `REVENUE_RIGHT_NOT_PROVIDER`, `REVENUE_RIGHT_EXISTS`,
 * `REVENUE_RIGHT_HOLDERS_INVALID`, `REVENUE_RIGHT_HOLDER_INVALID`, `REVENUE_RIGHT_SHARES_MISMATCH`
 *
 * @example
 * await createRevenueRight(client, { resourceId, holders: [{ holder: provider, shares: 60 }, { holder: investor, shares: 40 }] });
 */
export function createRevenueRight(
  client: SuanliClient,
  parameters: CreateRevenueRightParameters,
): Promise<Transaction> {
  const { resourceId, holders } = parameters;
  return writeContract(client, {
    abi: revenueRightAbi,
    address: client.deployment.revenueRight,
    functionName: 'create',
    args: [resourceId, holders.map(({ holder }) => holder), holders.map(({ shares }) => shares)],
  });
}
