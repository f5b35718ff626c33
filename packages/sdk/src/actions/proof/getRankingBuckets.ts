import { rankingAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetRankingBucketsParameters {
  readonly typeId: number;
}

/** How many proofs of a type passed in what time; each number is without those before. */
export interface RankingBuckets {
  readonly within1s: number;
  readonly within60s: number;
  readonly within600s: number;
  readonly longer: number;
}

/**
 * How many proofs of a resource type passed, by the time that they took.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function getRankingBuckets(
  client: SuanliClient,
  parameters: GetRankingBucketsParameters,
): Promise<RankingBuckets> {
  const [within1s, within60s, within600s, longer] = await readContract(client, {
    abi: rankingAbi,
    address: client.deployment.ranking,
    functionName: 'bucketsOf',
    args: [parameters.typeId],
  });
  return { within1s, within60s, within600s, longer };
}
