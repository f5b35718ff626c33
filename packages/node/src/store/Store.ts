import type { Deal, DealStatus, JobTask, ReceiptLeaf, TaskMessageOf, TaskResult } from '@suanli/protocol';
import type { VoucherStore } from '@suanli/sdk';
import type { Hex } from 'viem';
import type { TabStore } from './TabStore.ts';
import type { VerificationStore } from './VerificationStore.ts';

/** A job's template as it came over the wire. */
export type ReceivedTemplate = TaskMessageOf<'open'>['template'];

/** A deal as the store knows it. */
export interface StoredDeal {
  readonly dealId: Hex;
  readonly deal: Deal;
  /** The block it was opened in. */
  readonly openedBlock: bigint;
  /** True once it is bound to a job, so that tasks of it may come. */
  readonly admitted: boolean;
  /** True once a task of it was taken. */
  readonly started: boolean;
  /** True where the requester refuses to agree, so that nothing is gained by waiting. */
  readonly answerNow: boolean;
  /** The final status, once it is believed to stay. */
  readonly ended: DealStatus | undefined;
  readonly resultCount: number;
}

/** The job that a deal serves. */
export interface StoredJob {
  readonly template: ReceivedTemplate;
  /** Merkle root over all task hashes. */
  readonly tasksRoot: Hex;
  readonly taskCount: number;
}

/** What a deal is answered with: all its results, no more may be added. */
export interface StoredAnswer {
  readonly root: Hex;
  readonly work: bigint;
  readonly count: number;
}

/** The requester's agreement to a {@link StoredAnswer}. */
export interface StoredAcceptance {
  readonly root: Hex;
  readonly work: bigint;
  readonly signature: Hex;
  /** The head of the chain when it arrived. */
  readonly receivedBlock: bigint;
}

/** Results under one signature, in the order signed. */
export interface StoredBatch {
  readonly results: readonly TaskResult[];
  readonly signature: Hex;
}

/** A mined transaction of this node. */
export interface StoredTransaction {
  readonly hash: Hex;
  readonly action: string;
  readonly dealIds: readonly Hex[];
  readonly blockNumber: bigint;
  readonly gasUsed: bigint;
}

/**
 * All that the daemon must not forget, in one SQLite file.
 *
 * Invariants: a result that a requester may have seen is in here (it is written before it is sent); a deal's answer, once
 * written, covers exactly its results and never changes; every synchronous method is one transaction.
 */
export interface Store {
  /** A value kept under a name. */
  meta(key: string): string | undefined;
  setMeta(key: string, value: string): void;

  /**
   * Adds a deal. Where it is known and has not ended, the given terms and block take the place of the kept ones: a
   * reorganisation may have opened it anew in another block, with another deadline.
   */
  addDeal(parameters: { dealId: Hex; deal: Deal; openedBlock: bigint }): void;
  /** Binds a deal to its job; `other` where it is bound to another one already. */
  bindJob(parameters: StoredJob & { dealId: Hex }): 'bound' | 'other';
  /** The job of a deal, once a requester has sent it. */
  job(dealId: Hex): StoredJob | undefined;
  deal(dealId: Hex): StoredDeal | undefined;
  /** All deals that have not ended, oldest first. */
  openDeals(): StoredDeal[];
  openDealCount(): number;
  /** When the oldest deal that has not ended became known here, in Unix milliseconds; undefined where there is none. */
  oldestOpenMs(): number | undefined;
  markStarted(dealId: Hex): void;
  markAnswerNow(dealId: Hex): void;
  endDeal(parameters: { dealId: Hex; status: DealStatus; paidWei: bigint }): void;
  /** Deals ended since the store was made, and what they paid. */
  totals(): { deals: number; paidWei: bigint; results: number };

  /**
   * Keeps results under their signature, all or none.
   * @throws SuanliError `NODE_DEAL_CLOSED` where the deal's answer is fixed
   */
  addBatch(parameters: {
    dealId: Hex;
    results: readonly TaskResult[];
    signature: Hex;
    /** The tasks of the results, in their order, where the answer can be disputed. */
    tasks?: readonly JobTask[];
  }): void;
  /**
   * Leaves of a deal in task order, from a position on, with the tasks that were kept with them.
   *
   * @param parameters.maxTaskBytes the page ends before the task that goes beyond; one is always in it
   */
  leafPage(parameters: {
    dealId: Hex;
    position: number;
    maxLeaves: number;
    maxTaskBytes: number;
  }): { readonly leaf: ReceiptLeaf; readonly task: JobTask | undefined }[];
  /** A task of a deal; undefined where it was not kept. */
  task(dealId: Hex, taskIndex: number): JobTask | undefined;
  /** The receipts' leaves of a deal, in task order. */
  leaves(dealId: Hex): ReceiptLeaf[];
  /** All batches of a deal, or those that hold one of the tasks, oldest first. */
  batches(dealId: Hex, taskIndexes?: ReadonlySet<number>): Generator<StoredBatch>;

  /**
   * The answer over all results of a deal; made on the first call, the same ever after. From the call on no result is added,
   * even where this process dies before the answer is made.
   */
  fixAnswer(dealId: Hex): Promise<StoredAnswer>;
  /** True where the deal's answer is made, or about to be. */
  isFixed(dealId: Hex): boolean;
  answer(dealId: Hex): StoredAnswer | undefined;

  addAcceptance(parameters: { dealId: Hex; acceptance: StoredAcceptance }): void;
  acceptance(dealId: Hex): StoredAcceptance | undefined;

  addTransaction(transaction: StoredTransaction): void;
  transactions(): StoredTransaction[];

  /** Drops the results of deals that ended before a time; their totals stay. */
  prune(parameters: { endedBeforeMs: number }): number;

  /** Answers of others that this node verifies. */
  readonly verifications: VerificationStore;
  /** Work that is paid afterwards. */
  readonly tabs: TabStore;
  /** Vouchers of the credit lines that pay this node. */
  readonly vouchers: VoucherStore;

  close(): void;
}
