import { isSuanliError, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { hasPendingTransactions } from '../../../actions/chain/hasPendingTransactions.ts';
import { nextLook } from '../../../client/internal/nextLook.ts';
import { toChainError } from '../../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { PaymentRecord } from '../../PaymentRecord.ts';
import { findBatch, nextBatch, sendBatch } from './bankBatch.ts';

/** What became of a planned payment. */
export interface SentPayment {
  readonly number: bigint;
  readonly transaction: Hex;
  readonly gasUsed: bigint;
}

export interface SendOptions {
  readonly patiently: <T>(call: () => Promise<T>) => Promise<T>;
  /** Must be durable when it resolves: another number is used only after that. */
  readonly renumber: (number: bigint) => Promise<void>;
  readonly signal: AbortSignal;
}

/** After these it is open whether the transaction went out. */
const maybeSentCodes: ReadonlySet<string> = new Set([
  'CHAIN_TRANSACTION_UNCONFIRMED',
  'CHAIN_TRANSACTION_REVERTED',
  'CHAIN_UNREACHABLE',
  'BANK_BATCH_OUT_OF_ORDER',
]);

/**
 * Sends a planned payment, or finds that it was sent: what the chain says of its number decides, so that a crash at any point
 * neither loses nor doubles it. Where another payment of this account took the number, it gets the next one.
 */
export async function sendPayment(
  client: SuanliClient,
  payment: Pick<PaymentRecord, 'payouts' | 'number'>,
  options: SendOptions,
): Promise<SentPayment> {
  const { patiently, signal } = options;
  const { payouts } = payment;
  let { number } = payment;
  for (;;) {
    if (signal.aborted) throw new SuanliError('JOB_ABORTED', { cause: signal.reason });
    // Asked first: what is mined between the two questions is then not taken for lost.
    const underWay = await patiently(() => hasPendingTransactions(client));
    const next = await patiently(() => nextBatch(client));
    if (next > number) {
      const hash = await patiently(() => findBatch(client, { number, payouts }));
      if (hash) {
        return { number, transaction: hash, gasUsed: await patiently(() => gasUsedBy(client, hash)) };
      }
    }
    if (!underWay) {
      // Another payment took the number, or a reorganisation has dropped the one before.
      if (next !== number) {
        number = next;
        await options.renumber(number);
      }
      try {
        const { hash, gasUsed } = await sendBatch(client, { number, payouts });
        return { number, transaction: hash, gasUsed };
      } catch (error) {
        if (!isSuanliError(error) || !maybeSentCodes.has(error.code)) throw error;
      }
    }
    await nextLook(client.publicClient.pollingInterval, signal);
  }
}

async function gasUsedBy(client: SuanliClient, hash: Hex): Promise<bigint> {
  try {
    return (await client.publicClient.getTransactionReceipt({ hash })).gasUsed;
  } catch (error) {
    throw toChainError(client, 'eth_getTransactionReceipt', error);
  }
}
