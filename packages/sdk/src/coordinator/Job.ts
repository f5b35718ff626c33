import type { JobAudit, JobPayment, JobQuorum, JobTask, JobTemplate } from '@suanli/protocol';
import type { Hex } from 'viem';

/** A job that is ready to run: its content is in the blob store, its hashes are fixed. */
export interface Job {
  /** The hash that its request commits to; serves as the job's id. */
  readonly jobId: Hex;
  readonly name: string;
  readonly template: JobTemplate;
  readonly tasks: readonly JobTask[];
  readonly taskHashes: readonly Hex[];
  /** Merkle root of the task hashes. */
  readonly tasksRoot: Hex;
  /** The most to pay, in wei per 10^9 instructions. */
  readonly maxPriceWeiPerGwu: bigint;
  /** What to pay providers that serve first who pays most; absent: their cheapest offer is taken. */
  readonly bidWeiPerGwu?: bigint;
  /** How many providers to spread over, at most. */
  readonly providers: number;
  /** How results are audited; absent: none are. It is the requester's own business, and no provider is told. */
  readonly audit?: JobAudit;
  /** Who must agree, where the template says `quorum`. */
  readonly quorum?: JobQuorum;
  /** How providers are paid; absent: out of an escrow. */
  readonly payment?: JobPayment;
}
