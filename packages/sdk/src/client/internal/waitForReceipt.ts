import { SuanliError } from '@suanli/protocol';
import {
  type Hex,
  type Transaction,
  TransactionNotFoundError,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem';
import type { SuanliClient } from '../SuanliClient.ts';
import { nextLook } from './nextLook.ts';

const confirmationTimeoutMs = 180_000;
/** Behind one address there may be several nodes, not all of which have heard of a transaction yet. */
const mostUnknown = 20;

/**
 * Waits until a transaction is mined, and gives its receipt, or that of the one by which its account has replaced it.
 *
 * @throws SuanliError `CHAIN_TRANSACTION_UNCONFIRMED` after 3 minutes, or as soon as the node does not know it any more: another
 * transaction has displaced it, or a reorganisation took it back
 */
export async function waitForReceipt(client: SuanliClient, hash: Hex): Promise<TransactionReceipt> {
  const { publicClient } = client;
  const deadline = performance.now() + confirmationTimeoutMs;
  const unconfirmed = (cause: unknown): SuanliError =>
    new SuanliError('CHAIN_TRANSACTION_UNCONFIRMED', { parameters: { hash }, cause });
  let waiting: Transaction | undefined;
  /** A replacement is in no earlier block. */
  let fromBlock = 0n;
  let unknown = 0;
  for (;;) {
    try {
      return await publicClient.getTransactionReceipt({ hash });
    } catch (error) {
      if (performance.now() >= deadline) throw unconfirmed(error);
      // An outage says nothing about the transaction.
      if (error instanceof TransactionReceiptNotFoundError) {
        try {
          if (!waiting) fromBlock = await publicClient.getBlockNumber({ cacheTime: 0 });
          waiting = await publicClient.getTransaction({ hash });
          unknown = 0;
        } catch (absent) {
          const replacement = waiting && (await replacementOf(waiting, fromBlock).catch(() => undefined));
          if (replacement) return replacement;
          if (absent instanceof TransactionNotFoundError && ++unknown >= mostUnknown) throw unconfirmed(absent);
        }
      }
    }
    await nextLook(publicClient.pollingInterval, undefined);
  }

  async function replacementOf({ from, nonce }: Transaction, first: bigint): Promise<TransactionReceipt | undefined> {
    if ((await publicClient.getTransactionCount({ address: from })) <= nonce) return undefined;
    const last = await publicClient.getBlockNumber({ cacheTime: 0 });
    for (let blockNumber = first; blockNumber <= last; blockNumber++) {
      const { transactions } = await publicClient.getBlock({ blockNumber, includeTransactions: true });
      const found = transactions.find((other) => other.from === from && other.nonce === nonce);
      if (found) return publicClient.getTransactionReceipt({ hash: found.hash });
    }
    return undefined;
  }
}
