import type { TaskMessageOf } from '@suanli/protocol';
import type { Address, Hex } from 'viem';

/** A payment as its payer announced it. */
export type AnnouncedPayment = TaskMessageOf<'payment'>['payment'];

/** What one requester's results have earned here, and what was counted as paid for them, in wei. */
export interface StoredTab {
  readonly earnedWei: bigint;
  readonly paidWei: bigint;
  /** Since when something is owed and not half of it was paid at once, in Unix milliseconds; undefined where nothing is owed. */
  readonly owedSinceMs: number | undefined;
}

/** A payment that was announced and not refused. */
export interface StoredPayment {
  readonly requester: Address;
  /** What tells it from the requester's other ones. */
  readonly key: string;
  readonly payment: AnnouncedPayment;
  /** The deal under which it was announced. */
  readonly dealId: Hex;
  readonly announcedMs: number;
  /** What the tab was lowered by; undefined while it is not counted. */
  readonly countedWei: bigint | undefined;
  /** The block that holds it, once it is counted. */
  readonly blockNumber: bigint | undefined;
  /** True once no reorganisation is feared any more. */
  readonly settled: boolean;
}

/**
 * The provider's part of the store that remembers work done on tabs.
 *
 * Invariants: a requester's `earnedWei` is the sum over its sessions of their stored work times their price, each rounded down;
 * `paidWei` is the sum of its payments' `countedWei`; both change in the transaction that changes what they are sums of.
 */
export interface TabStore {
  /** Puts the results of a deal on its requester's tab from now on; a second call changes nothing. */
  open(parameters: { dealId: Hex; requester: Address; priceWeiPerGwu: bigint }): void;
  /** Adds work to a deal, and so to its tab, within the transaction that stores its results; nothing where it is on no tab. */
  addWork(dealId: Hex, work: bigint): void;
  tab(requester: Address): StoredTab;
  /**
   * What all requesters together owe whose `owedSinceMs` is not before a time; in wei. What one has prepaid lowers no other one's
   * debt.
   */
  unpaidTotalWei(sinceMs: number): bigint;
  /** Open deals on tabs without a result since a time, in Unix milliseconds. */
  idleDeals(beforeMs: number): Hex[];

  /** Keeps an announced payment; false where it is known. */
  addPayment(parameters: Pick<StoredPayment, 'requester' | 'key' | 'payment' | 'dealId'>): boolean;
  payment(requester: Address, key: string): StoredPayment | undefined;
  /** Payments of a requester that are not counted yet. */
  pendingCount(requester: Address): number;
  /** All that a look at the chain may still change, oldest first. */
  unsettledPayments(): StoredPayment[];
  /** Counts a payment, or changes what it counts; undefined: not any more. */
  count(parameters: {
    requester: Address;
    key: string;
    counted: { readonly amountWei: bigint; readonly blockNumber: bigint; readonly settled: boolean } | undefined;
  }): void;
  /** Forgets a payment that is not counted. */
  dropPayment(requester: Address, key: string): void;
}
