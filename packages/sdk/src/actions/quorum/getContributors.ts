import { quorumAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Quorum } from './Quorum.ts';

/**
 * The providers of an open quorum that have contributed; none once it has ended.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function getContributors(
  client: SuanliClient,
  parameters: { readonly quorum: Pick<Quorum, 'quorumId' | 'seats'> },
): Promise<readonly Address[]> {
  const { quorumId, seats } = parameters.quorum;
  const weights = await Promise.all(
    seats.map(async ({ provider }) => {
      const [, , weight] = await readContract(client, {
        abi: quorumAbi,
        address: client.deployment.quorum,
        functionName: 'contributionOf',
        args: [quorumId, provider],
      });
      return weight;
    }),
  );
  return seats.filter((_seat, i) => (weights[i] ?? 0) > 0).map(({ provider }) => provider);
}
