import type { Network } from '@suanli/network';
import { acceptPolicy, optimisticPolicy, quorumPolicy, type Request, SuanliError } from '@suanli/protocol';

import { getChainTime } from '../actions/chain/getChainTime.ts';
import type { SuanliClient } from '../client/SuanliClient.ts';
import { createMemoryJobStore } from './createMemoryJobStore.ts';
import { conductJob } from './internal/conductJob.ts';
import type { Job } from './Job.ts';
import type { JobProgress } from './JobProgress.ts';
import type { JobRecord } from './JobRecord.ts';
import type { JobResult } from './JobResult.ts';
import type { JobStore } from './JobStore.ts';

/** What a coordinator works with. */
export interface JobContext {
  readonly client: SuanliClient;
  readonly network: Network;
  /** Default: memory, which does not survive the process. */
  readonly store?: JobStore;
  /**
   * Confirmed results in a row by provider, in lower case, which audited jobs begin with and bring up to date. Default:
   * each job begins without any, so that its first results of every provider are all executed again.
   */
  readonly auditRecords?: Map<string, number>;
}

/** How deals are opened; every amount is per deal. */
export interface DealPreferences {
  /** Deposit that goes with an answer posted without the requester's signature, in wei. Default 0.1 token. */
  readonly depositWei?: bigint;
  /** Least stake that a provider must have locked, in wei. Default the bounty; for a quorum 0.01 token. */
  readonly minStakeWei?: bigint;
  /** Reward for a third party that ends a deal left alone, in wei. Default 0.01 token. */
  readonly bountyWei?: bigint;
  /** Blocks within which an answer must stand, or results be contributed to a quorum. Default 600. */
  readonly answerBlocks?: number;
  /** Challenge window in blocks, from the answer, default 20; for a quorum, the blocks to reveal its result in, default 300. */
  readonly windowBlocks?: number;
}

/** How long the coordinator waits for others. */
export interface JobPatience {
  /** For a first capable offer, and for a new one when all have gone, in milliseconds. Default 15000. */
  readonly offersMs?: number;
  /** For further offers once one capable is known, where more providers are wanted, in milliseconds. Default 1500. */
  readonly moreOffersMs?: number;
  /** For a lost provider to come back, in milliseconds; its tasks go to others at once all the same. Default 20000. */
  readonly reconnectMs?: number;
  /** A task that takes this many times the median is given to a second provider as well. Default 4. */
  readonly slowFactor?: number;
  /** … but never before this, in milliseconds. Default 5000. */
  readonly slowMinimumMs?: number;
  /** For a provider's signed answer, in milliseconds. Default 10000. */
  readonly answerMs?: number;
  /** For a chain that does not answer, in milliseconds. Default 120000. */
  readonly chainMs?: number;
}

export interface RunJobParameters extends DealPreferences {
  readonly job: Job;
  readonly patience?: JobPatience;
}

export interface RunJobOptions {
  /** Stops at once; open deals stay open and {@link watchJob} carries on. */
  readonly signal?: AbortSignal;
  /** Called after every change. */
  readonly onProgress?: (progress: JobProgress) => void;
}

const token = 10n ** 18n;
/** The requester sends every opening itself, so neither number binds it: a job may need many deals, and days. */
const requestVolume = 1_000_000;
/** At 12 seconds, an hour: chains stall, and whoever knows the result needs one transaction in it. */
const defaultRevealBlocks = 300;
const requestLifeSeconds = 30n * 86_400n;

/**
 * Runs a job over other people's machines: finds offers, opens deals, sends the tasks, checks every receipt, gives the
 * tasks of silent, failing and slow providers to others, collects the results and settles what was done.
 *
 * A program that fails does not make this reject: its status is in the result. Deals whose provider is gone are reported
 * as open; {@link watchJob} sees them to their end.
 *
 * @throws SuanliError before anything is sent: `JOB_NO_OFFERS` with the reason against each offer, `JOB_FUNDS_TOO_SMALL`,
 * `CHAIN_ACCOUNT_MISSING`, `JOB_EXISTS`; later: `JOB_STALLED` where no provider is left, `JOB_ABORTED`
 *
 * @example
 * const result = await runJob({ client, network }, { job });
 * result.state; // 'completed'
 */
export async function runJob(
  context: JobContext,
  parameters: RunJobParameters,
  options: RunJobOptions = {},
): Promise<JobResult> {
  const { client } = context;
  const { job } = parameters;
  if (client.account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const store = context.store ?? createMemoryJobStore();
  if (await store.loadJob(job.jobId)) throw new SuanliError('JOB_EXISTS', { parameters: { jobId: job.jobId } });
  const isQuorum = job.quorum !== undefined;
  // A quorum has neither deposits nor bounties: stakes are what is lost.
  const bountyWei = isQuorum ? 0n : (parameters.bountyWei ?? token / 100n);
  const [nonceHigh, nonceLow] = crypto.getRandomValues(new Uint32Array(2));
  const optimistic = job.template.verification === 'optimistic';
  const request: Request = {
    requester: client.account,
    provider: `0x${'0'.repeat(40)}`,
    jobHash: job.jobId,
    maxPriceWeiPerGwu: job.maxPriceWeiPerGwu,
    maxWork: minimum(job.template.limits.work * BigInt(job.tasks.length), (1n << 64n) - 1n),
    depositWei: isQuorum ? 0n : (parameters.depositWei ?? token / 10n),
    minStakeWei: parameters.minStakeWei ?? (isQuorum ? token / 100n : bountyWei),
    bountyWei,
    answerBlocks: parameters.answerBlocks ?? 600,
    windowBlocks: parameters.windowBlocks ?? (isQuorum ? defaultRevealBlocks : 20),
    policy: isQuorum ? quorumPolicy : optimistic ? optimisticPolicy : acceptPolicy,
    volume: requestVolume,
    expiresAt: (await getChainTime(client)) + requestLifeSeconds,
    nonce: (BigInt(nonceHigh ?? 0) << 32n) | BigInt(nonceLow ?? 0),
  };
  const record: JobRecord = {
    ...job,
    createdAtMs: Date.now(),
    request,
    deals: [],
    phase: 'running',
    cancelled: false,
    gasUsed: 0n,
  };
  return conductJob({ ...context, store }, record, parameters.patience ?? {}, options);
}

function minimum(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
