import { revenueRightAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetRevenueRightParameters {
  readonly resourceId: bigint;
}

/** The shares in all income of a resource; the id of a revenue right (RID) is that of its resource. */
export interface RevenueRight {
  readonly totalShares: number;
  /** True while the resource exists. */
  readonly isValid: boolean;
}

/** The revenue right of a resource; undefined where none was created. */
export async function getRevenueRight(
  client: SuanliClient,
  parameters: GetRevenueRightParameters,
): Promise<RevenueRight | undefined> {
  const contract = { abi: revenueRightAbi, address: client.deployment.revenueRight };
  const args = [parameters.resourceId] as const;
  const [totalShares, isValid] = await Promise.all([
    readContract(client, { ...contract, functionName: 'totalShares', args }),
    readContract(client, { ...contract, functionName: 'isValid', args }),
  ]);
  return totalShares === 0 ? undefined : { totalShares, isValid };
}
