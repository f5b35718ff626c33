import type { Hex } from 'viem';
import { toChainError } from '../../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';

/** The hash of a block, as the RPC says. */
export async function blockHashOf(client: SuanliClient, blockNumber: bigint): Promise<Hex> {
  try {
    return (await client.publicClient.getBlock({ blockNumber, includeTransactions: false })).hash;
  } catch (error) {
    throw toChainError(client, 'eth_getBlockByNumber', error);
  }
}
