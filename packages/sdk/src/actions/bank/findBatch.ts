import { type BatchPayment, bankAbi, decodeBatch, SuanliError } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface FindBatchParameters {
  readonly number: number;
  /** Default: the client's own account. */
  readonly payer?: Address;
}

/** A batch that was paid. */
export interface PaidBatch {
  readonly number: number;
  /** Addresses in small letters. */
  readonly payments: readonly BatchPayment[];
  readonly totalWei: bigint;
  readonly transaction: Hex;
  readonly blockNumber: bigint;
}

/**
 * What an account's batch of this number paid, and where; undefined: there is none yet. So a payer that does not know whether
 * its transaction went through, or whether another one took the number, can tell.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `CHAIN_…`
 *
 * @example
 * const paid = await findBatch(client, { number });
 */
export async function findBatch(client: SuanliClient, parameters: FindBatchParameters): Promise<PaidBatch | undefined> {
  const payer = parameters.payer ?? client.account;
  if (payer === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const events = await readEvents(client, {
    abi: bankAbi,
    address: client.deployment.bank,
    eventName: 'BatchPaid',
    args: { payer },
  });
  for (const { args, transactionHash, blockNumber } of events) {
    const { number, payments, totalWei } = decodeBatch(args);
    if (number === parameters.number) return { number, payments, totalWei, transaction: transactionHash, blockNumber };
  }
  return undefined;
}
