import { revenueRightAbi, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface SettleIncomeParameters {
  readonly resourceId: bigint;
  /** Whose income; it alone is paid, whoever sends it. Default: the client's own account. */
  readonly holder?: Address;
}

export interface SettleIncomeReturnType extends Transaction {
  /** What went to the holder's account in the bank. */
  readonly amountWei: bigint;
}

/**
 * Pays a holder what its shares have earned of a resource and it has not taken yet: shares × income per share, in whole
 * wei. Less than one wei per share stays with the resource until its next income.
 *
 * @throws SuanliError `REVENUE_RIGHT_NOTHING_ACCRUED`
 *
 * @example
 * const { amountWei } = await settleIncome(client, { resourceId });
 */
export async function settleIncome(
  client: SuanliClient,
  parameters: SettleIncomeParameters,
): Promise<SettleIncomeReturnType> {
  const holder = parameters.holder ?? client.account;
  if (holder === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const contract = { abi: revenueRightAbi, address: client.deployment.revenueRight };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'settle',
    args: [parameters.resourceId, holder],
  });
  const { amountWei } = eventOf(transaction, { ...contract, eventName: 'IncomeSettled' });
  return { amountWei, ...transaction };
}
