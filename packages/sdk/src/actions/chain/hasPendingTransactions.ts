import { SuanliError } from '@suanli/protocol';
import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/** True where the node knows transactions of the client's account that are not mined yet. */
export async function hasPendingTransactions(client: SuanliClient): Promise<boolean> {
  const { account, publicClient } = client;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  try {
    const [pending, mined] = await Promise.all([
      publicClient.getTransactionCount({ address: account, blockTag: 'pending' }),
      publicClient.getTransactionCount({ address: account, blockTag: 'latest' }),
    ]);
    return pending > mined;
  } catch (error) {
    throw toChainError(client, 'eth_getTransactionCount', error);
  }
}
