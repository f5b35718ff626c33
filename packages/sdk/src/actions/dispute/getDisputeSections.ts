import { disputesAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/**
 * How many hashes a move of this market's games posts: 2, 4 or 16.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function getDisputeSections(client: SuanliClient): Promise<number> {
  return Number(
    await readContract(client, {
      abi: disputesAbi,
      address: client.deployment.disputes,
      functionName: 'sections',
      args: [],
    }),
  );
}
