import { type LevelRange, rankingAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetStandingParameters {
  readonly resourceId: bigint;
}

/** What passed proofs say about a resource. */
export interface Standing {
  /** How many proofs passed. */
  readonly passed: number;
  /** The one with the highest level, the first of equals; undefined where none passed. */
  readonly best:
    | {
        readonly proofId: bigint;
        readonly hashesPerSecond: bigint;
        readonly elapsedSeconds: number;
        readonly range: LevelRange;
      }
    | undefined;
}

/**
 * What passed compute proofs say about a resource.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 *
 * @example
 * const { best } = await getStanding(client, { resourceId });
 */
export async function getStanding(client: SuanliClient, parameters: GetStandingParameters): Promise<Standing> {
  const standing = await readContract(client, {
    abi: rankingAbi,
    address: client.deployment.ranking,
    functionName: 'standingOf',
    args: [parameters.resourceId],
  });
  return {
    passed: standing.passed,
    best:
      standing.bestProof === 0n
        ? undefined
        : {
            proofId: standing.bestProof,
            hashesPerSecond: standing.bestHashesPerSecond,
            elapsedSeconds: standing.bestElapsedSeconds,
            range: standing.bestRange as LevelRange,
          },
  };
}
