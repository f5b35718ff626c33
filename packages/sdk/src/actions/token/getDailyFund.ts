import { dailyFundAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetDailyFundParameters {
  readonly fund: Address;
}

/** A fund that gives out no more than a fixed part of itself a day. */
export interface DailyFundState {
  /** The most that a day gives out, in wei. */
  readonly dailyCapWeiDown: bigint;
  /** What today has left, in wei. */
  readonly leftTodayWei: bigint;
  /** Who shares it out; zero: nobody. */
  readonly distributor: Address;
}

/**
 * What a daily fund has left today.
 *
 * @throws SuanliError `DAILY_FUND_NOT_STARTED`
 */
export async function getDailyFund(client: SuanliClient, parameters: GetDailyFundParameters): Promise<DailyFundState> {
  const contract = { abi: dailyFundAbi, address: parameters.fund, args: [] } as const;
  const [dailyCapWeiDown, leftTodayWei, distributor] = await Promise.all([
    readContract(client, { ...contract, functionName: 'dailyCapWeiDown' }),
    readContract(client, { ...contract, functionName: 'leftTodayWei' }),
    readContract(client, { ...contract, functionName: 'distributor' }),
  ]);
  return { dailyCapWeiDown, leftTodayWei, distributor };
}
