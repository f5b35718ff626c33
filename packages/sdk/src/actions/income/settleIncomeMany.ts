import { revenueRightAbi, SuanliError } from '@suanli/protocol';
import { type Address, parseEventLogs } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface SettleIncomeManyParameters {
  readonly resourceIds: readonly bigint[];
  /** Whose income; it alone is paid, whoever sends it. Default: the client's own account. */
  readonly holder?: Address;
}

export interface SettleIncomeManyReturnType extends Transaction {
  /** What went to the holder's account in the bank, of all resources together. */
  readonly amountWei: bigint;
  /** What each resource paid; those where nothing was due are left out. */
  readonly settled: readonly { readonly resourceId: bigint; readonly amountWei: bigint }[];
}

/**
 * As `settleIncome`, for many resources in one transaction; those where nothing is due do no harm.
 *
 * @throws SuanliError `REVENUE_RIGHT_EMPTY_BATCH`, `REVENUE_RIGHT_NOTHING_ACCRUED` where nothing is due at all
 */
export async function settleIncomeMany(
  client: SuanliClient,
  parameters: SettleIncomeManyParameters,
): Promise<SettleIncomeManyReturnType> {
  const holder = parameters.holder ?? client.account;
  if (holder === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const transaction = await writeContract(client, {
    abi: revenueRightAbi,
    address: client.deployment.revenueRight,
    functionName: 'settleMany',
    args: [parameters.resourceIds, holder],
  });
  const settled = parseEventLogs({
    abi: revenueRightAbi,
    eventName: 'IncomeSettled',
    logs: [...transaction.logs],
  }).map(({ args }) => ({ resourceId: args.id, amountWei: args.amountWei }));
  return { amountWei: settled.reduce((sum, { amountWei }) => sum + amountWei, 0n), settled, ...transaction };
}
