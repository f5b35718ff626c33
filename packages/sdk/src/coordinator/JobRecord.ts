import type { Deal, OfferAnnouncement, ReceiptBatch, Request } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { QuorumSeat, QuorumTerms } from '../actions/quorum/Quorum.ts';
import type { Job } from './Job.ts';
import type { PaymentRecord } from './PaymentRecord.ts';

/** A deal of a job, as the requester's side remembers it. */
export interface DealRecord {
  readonly dealId: Hex;
  /** Its number within the request. */
  readonly index: number;
  readonly announcement: OfferAnnouncement;
  readonly maxWork: bigint;
  /** Its terms, once it is open on chain. */
  readonly deal?: Deal;
  /** `planned`: its transaction may or may not have gone out. `ended`: Finalized or Cancelled on chain, or never opened. */
  readonly phase: 'planned' | 'open' | 'ended';
  /** What it cost, once it has ended. */
  readonly paidWei?: bigint;
  /** True where others proved a result of it wrong: its results do not count, and its answer is not accepted. */
  readonly refuted?: boolean;
}

/** A quorum of a job; its seats are among the job's deals, by their `quorumSeatId`. */
export interface QuorumRecord {
  readonly quorumId: Hex;
  readonly nonce: bigint;
  /** Once it is open on chain. */
  readonly terms?: QuorumTerms;
  readonly seats?: readonly QuorumSeat[];
  /** As of a deal. */
  readonly phase: 'planned' | 'open' | 'ended';
}

/** Everything that a requester must keep to carry a job on after a crash. Outputs and receipts are kept beside it. */
export interface JobRecord extends Job {
  readonly createdAtMs: number;
  readonly request: Request;
  readonly deals: readonly DealRecord[];
  /** Of a job that a quorum verifies, oldest first. */
  readonly quorums?: readonly QuorumRecord[];
  /** Of a job whose work goes on tabs: what stands in for deals on chain. */
  readonly tab?: { readonly request: Request; readonly signature: Hex };
  /** Payments of its tabs, oldest first. */
  readonly payments?: readonly PaymentRecord[];
  /** `running`: tasks are missing. `settling`: all results are here, deals are still open. `ended`: nothing is left to do. */
  readonly phase: 'running' | 'settling' | 'ended';
  /** True once results were here and refuted ones are run again. */
  readonly isRerun?: boolean;
  /** True where the requester gave the job up: what is done is paid, the rest is not run. */
  readonly cancelled: boolean;
  /** Gas of the requester's transactions so far. */
  readonly gasUsed: bigint;
}

/** Receipts that arrived together, with the encoded outputs they speak of. */
export interface ReceiptRecord {
  readonly batch: ReceiptBatch;
  /** Task index → encoded output. */
  readonly outputs: ReadonlyMap<number, Uint8Array>;
  /** Tasks of which an earlier output was stored that does not count any more. Default: none; the first one stays. */
  readonly replaces?: ReadonlySet<number>;
}
