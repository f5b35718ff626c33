import type { DealStatus, TaskStatus } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import type { JobBill } from './JobBill.ts';
import type { MismatchReason } from './matchOffers.ts';

/** What became of one task. */
export interface TaskReport {
  readonly index: number;
  /** The deal whose receipt counts; absent where there is none. */
  readonly dealId?: Hex;
  readonly provider?: Address;
  readonly status?: TaskStatus;
  readonly work: bigint;
  /** Why there is no receipt. */
  readonly failure?: { readonly kind: 'user' | 'provider' | 'infrastructure'; readonly code: string };
}

/** What became of one deal. */
export interface DealReport {
  readonly dealId: Hex;
  readonly provider: Address;
  readonly tasks: number;
  readonly work: bigint;
  readonly status: DealStatus;
  /** What was paid, once it has ended. */
  readonly paidWei: bigint;
  readonly reason?: string;
}

/** What became of a job. */
export interface JobResult {
  readonly jobId: Hex;
  /** `completed` only where every task ran and its program ended well. */
  readonly state: 'completed' | 'failed' | 'cancelled';
  readonly tasks: readonly TaskReport[];
  readonly deals: readonly DealReport[];
  readonly work: bigint;
  readonly paidWei: bigint;
  /** Gas of the requester's transactions. */
  readonly gasUsed: bigint;
  /** How it was paid, why so, and what that saved. */
  readonly bill: JobBill;
  /** Deals that have not ended on chain yet; `watchJob` sees to them. */
  readonly openDeals: number;
  /** Tasks that two providers ran with different results. */
  readonly disagreements: readonly number[];
  /** Of an audited job: how many results were looked at, first and repeated ones, and whose were proven wrong. */
  readonly audit?: { readonly executions: number; readonly refuted: readonly Address[] };
  /** Offers that did not serve, and why. */
  readonly mismatches: readonly { readonly provider: Address; readonly reasons: readonly MismatchReason[] }[];
}
