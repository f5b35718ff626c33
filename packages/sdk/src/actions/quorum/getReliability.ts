import { quorumAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetReliabilityParameters {
  readonly provider: Address;
}

export interface GetReliabilityReturnType {
  /** PoCo's score: each right contribution adds one, each wrong one takes a third away. */
  readonly score: bigint;
  readonly rightCount: bigint;
  readonly wrongCount: bigint;
  /** What its next vote weighs: max(score / 3, 3) - 1, up to 2^14 - 1. */
  readonly weight: number;
}

/**
 * The on-chain record of a provider's contributions to quorums.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function getReliability(
  client: SuanliClient,
  parameters: GetReliabilityParameters,
): Promise<GetReliabilityReturnType> {
  const [score, rightCount, wrongCount, weight] = await readContract(client, {
    abi: quorumAbi,
    address: client.deployment.quorum,
    functionName: 'reliabilityOf',
    args: [parameters.provider],
  });
  return { score, rightCount, wrongCount, weight };
}
