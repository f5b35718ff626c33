import { type BatchPayment, bankAbi, encodeBatch, SuanliError } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { getNextBatch } from './getNextBatch.ts';
import { batchAccessList } from './internal/batchAccessList.ts';

export interface PayBatchParameters {
  /** Who is paid what. An account may be there more than once. About 500 fit into one transaction where all accounts are new. */
  readonly payments: readonly BatchPayment[];
  /**
   * The number of this batch, once and for all: with it, the same call can be made again after any failure, and pays at most
   * once. Default: the next one as the chain has it now, which protects against nothing but a reorganisation; whoever may have
   * to repeat the call reads {@link getNextBatch} before and keeps it with the payments.
   */
  readonly number?: number;
}

export interface PayBatchReturnType extends Transaction {
  readonly number: number;
  readonly totalWei: bigint;
}

/**
 * Pays many accounts in one transaction, inside the bank, from the available balance of the client's account. No payee needs to
 * consent or to have an account before.
 *
 * @throws SuanliError `BANK_BATCH_OUT_OF_ORDER` where the batch of this number was paid before, or one before it was not;
 * `BANK_INSUFFICIENT_AVAILABLE`, `BANK_INVALID_RECIPIENT`, `BANK_BALANCE_OVERFLOW`, `CHAIN_…`
 *
 * @example
 * const number = await getNextBatch(client);
 * await payBatch(client, { number, payments: [{ account: provider, amountWei: parseEther('0.01') }] });
 */
export async function payBatch(client: SuanliClient, parameters: PayBatchParameters): Promise<PayBatchReturnType> {
  const { account, deployment } = client;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const { payments } = parameters;
  const number = parameters.number ?? (await getNextBatch(client));
  const batch = encodeBatch({ number, payments });
  const accessList = batchAccessList(deployment.bank, [account, ...payments.map((payment) => payment.account)]);
  const transaction = await writeContract(client, {
    abi: bankAbi,
    address: deployment.bank,
    functionName: 'payBatch',
    args: [batch.terms, batch.payments],
    ...(accessList.length === 0 ? {} : { accessList }),
  });
  return { ...transaction, number, totalWei: payments.reduce((sum, { amountWei }) => sum + amountWei, 0n) };
}
