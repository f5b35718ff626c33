import { revenueRightAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetIncomeParameters {
  readonly resourceId: bigint;
}

/** What a resource has earned. */
export interface Income {
  /** All income so far: income per share × shares + remainder. */
  readonly totalWei: bigint;
  /** What one share has earned in all. */
  readonly incomePerShareWei: bigint;
  /** Less than one wei per share, which waits for the next income. */
  readonly remainderWei: bigint;
  /** Zero: the resource has no revenue right, so no income. */
  readonly totalShares: number;
}

/** What a resource has earned, for all holders of its revenue right together. */
export async function getIncome(client: SuanliClient, parameters: GetIncomeParameters): Promise<Income> {
  const contract = { abi: revenueRightAbi, address: client.deployment.revenueRight };
  const args = [parameters.resourceId] as const;
  const [[incomePerShareWei, remainder], totalShares] = await Promise.all([
    readContract(client, { ...contract, functionName: 'incomeOf', args }),
    readContract(client, { ...contract, functionName: 'totalShares', args }),
  ]);
  const remainderWei = BigInt(remainder);
  return {
    totalWei: incomePerShareWei * BigInt(totalShares) + remainderWei,
    incomePerShareWei,
    remainderWei,
    totalShares,
  };
}
