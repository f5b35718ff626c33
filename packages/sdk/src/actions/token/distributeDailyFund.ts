import { dailyFundAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface DistributeDailyFundParameters {
  readonly fund: Address;
  readonly recipients: readonly { readonly account: Address; readonly points: bigint }[];
  /** What of today's part to share out, in wei of the token. */
  readonly amountWei: bigint;
}

/**
 * Shares a part of the day's rewards out pro rata of points, each rounded down, as the distributor that the DAO named.
 *
 * @throws SuanliError `DAILY_FUND_NOT_DISTRIBUTOR`, `DAILY_FUND_DAY_EXHAUSTED`, `DAILY_FUND_POINTS_INVALID`,
 * `DAILY_FUND_NOT_STARTED`
 */
export function distributeDailyFund(
  client: SuanliClient,
  parameters: DistributeDailyFundParameters,
): Promise<Transaction> {
  const { fund, recipients, amountWei } = parameters;
  return writeContract(client, {
    abi: dailyFundAbi,
    address: fund,
    functionName: 'distribute',
    args: [recipients.map(({ account }) => account), recipients.map(({ points }) => points), amountWei],
  });
}
