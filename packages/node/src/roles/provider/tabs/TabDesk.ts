import type { SuanliError, TaskMessageOf } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import type { AnnouncedPayment } from '../../../store/TabStore.ts';

/** How a requester's tab stands, as it goes over the wire. */
export type TabState = NonNullable<TaskMessageOf<'ready'>['tab']>;

/** Keeps one deal's tasks within the limits of its requester's tab. */
export interface TabMeter {
  /** Reserves what one task may cost at most; the reason where the tab has no room for it. */
  reserve(): SuanliError | undefined;
  /** Gives a reservation back: the task has a receipt, which is on the tab by now, or will get none. */
  release(): void;
}

/** The provider's tabs: who owes how much, and which payments count. */
export interface TabDesk {
  /** What the capability of offers says of tabs; undefined where none are granted. */
  readonly grant: { readonly maxUnpaidWei: bigint } | undefined;
  state(requester: Address): TabState;
  /** Puts a deal's results on its requester's tab. */
  open(deal: { readonly dealId: Hex; readonly requester: Address; readonly priceWeiPerGwu: bigint }): void;
  meter(deal: {
    readonly requester: Address;
    readonly priceWeiPerGwu: bigint;
    /** Work limit of one task. */
    readonly taskWork: bigint;
  }): TabMeter;
  /**
   * Keeps an announced payment, and looks at the chain until it is counted or not; the outcome is told to the requester under the
   * deal that it was announced under. Where it is known at once, it is returned.
   */
  announce(parameters: {
    readonly dealId: Hex;
    readonly requester: Address;
    readonly payment: AnnouncedPayment;
  }): TaskMessageOf<'tab'> | undefined;
  /** Compares all that may still change with the chain. */
  tick(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}
