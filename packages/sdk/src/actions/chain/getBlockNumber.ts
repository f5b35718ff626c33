import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/** The number of the latest block. */
export async function getBlockNumber(client: SuanliClient): Promise<bigint> {
  try {
    return await client.publicClient.getBlockNumber({ cacheTime: 0 });
  } catch (error) {
    throw toChainError(client, 'eth_blockNumber', error);
  }
}
