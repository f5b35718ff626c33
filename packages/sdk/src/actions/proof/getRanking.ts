import { type LevelRange, rankingAbi, SuanliError } from '@suanli/protocol';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetRankingParameters {
  /** Only resources of this type. Default: all. */
  readonly typeId?: number;
  readonly signal?: AbortSignal;
}

/** The best proof of a resource, and how many passed. */
export interface RankedResource {
  readonly resourceId: bigint;
  readonly typeId: number;
  readonly proofId: bigint;
  readonly hashesPerSecond: bigint;
  readonly elapsedSeconds: number;
  readonly range: LevelRange;
  readonly passed: number;
}

/**
 * The resources that have passed a proof, the fastest first, from the events of the Ranking contract. An indexer answers the same
 * question faster.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`, `PROOF_ABORTED`
 */
export async function getRanking(
  client: SuanliClient,
  parameters: GetRankingParameters = {},
): Promise<readonly RankedResource[]> {
  const { typeId, signal } = parameters;
  const event = {
    abi: rankingAbi,
    address: client.deployment.ranking,
    eventName: 'ProofRanked',
    args: typeId === undefined ? {} : { typeId },
  } as const;
  const events = await readEvents(client, event, signal ? { signal } : {}).catch((error: unknown) => {
    throw signal?.aborted === true ? new SuanliError('PROOF_ABORTED', { cause: error }) : error;
  });
  const ranked = new Map<bigint, RankedResource>();
  for (const { args } of events) {
    const before = ranked.get(args.resource);
    const passed = (before?.passed ?? 0) + 1;
    const isBest = before === undefined || args.hashesPerSecond > before.hashesPerSecond;
    const best = {
      resourceId: args.resource,
      typeId: args.typeId,
      proofId: args.id,
      hashesPerSecond: args.hashesPerSecond,
      elapsedSeconds: args.elapsedSeconds,
      range: args.range as LevelRange,
    };
    ranked.set(args.resource, { ...(isBest ? best : before), passed });
  }
  // Equals stand in the order in which they came.
  return [...ranked.values()].sort((a, b) => Number(b.hashesPerSecond - a.hashesPerSecond));
}
