import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/** The time that contracts see, in Unix seconds: the latest block's. */
export async function getChainTime(client: SuanliClient): Promise<bigint> {
  try {
    return (await client.publicClient.getBlock({ includeTransactions: false })).timestamp;
  } catch (error) {
    throw toChainError(client, 'eth_getBlockByNumber', error);
  }
}
