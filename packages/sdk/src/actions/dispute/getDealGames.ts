import { disputesAbi } from '@suanli/protocol';
import type { Hex } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetDealGamesParameters {
  readonly dealId: Hex;
}

/** What the chain keeps of all games about one deal. */
export interface DealGames {
  readonly openGames: number;
  /** The answer is refuted, and open games about it are to be closed; false again once all are. */
  readonly refuted: boolean;
}

/**
 * How many games about a deal are open.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function getDealGames(client: SuanliClient, parameters: GetDealGamesParameters): Promise<DealGames> {
  const [openGames, refuted] = await readContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'dealGames',
    args: [parameters.dealId],
  });
  return { openGames, refuted };
}
