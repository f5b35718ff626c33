import type { PriceStatement } from '@suanli/sdk';
import type { MinedTransaction } from './ProviderChain.ts';

/** What publishing the supply of a resource takes, as the chain has it now. */
export interface SupplyTerms {
  readonly epoch: number;
  /** The first epoch for which its supply can be published anew; not after `epoch` where that is now. */
  readonly suppliedUntil: number;
  /** The most work per epoch that it can be published with, by its devices and proofs. */
  readonly capacityWork: bigint;
  /** How long an epoch takes, by the pace of the last blocks; 0 where that is not known. */
  readonly epochSeconds: number;
  /** Locked for each Gwu of an epoch. */
  readonly bondWeiPerGwu: bigint;
  /** The part of that which a statement costs, in hundredths of a percent. */
  readonly feeBasisPoints: number;
}

/** A statement that was published. */
export interface PublishedSupply extends MinedTransaction {
  readonly statementId: bigint;
  readonly untilEpoch: number;
  readonly bondWei: bigint;
  readonly feeWei: bigint;
}

/**
 * The chain as the publisher of supply needs it.
 *
 * Trust: the RPC endpoint is believed. All methods fail with `CHAIN_UNREACHABLE` where a later try may succeed.
 */
export interface SupplyChain {
  epoch(): Promise<number>;
  /** How many transactions of this account were sent and are not mined. */
  pendingTransactions(): Promise<number>;
  /** The account's free balance in the bank, and whether the price curve may lock it. */
  balance(): Promise<{ readonly availableWei: bigint; readonly consents: boolean }>;
  /** @throws SuanliError `PRICE_CURVE_NOT_SET` where the DAO has set no terms for its type, `RESOURCE_UNKNOWN` */
  terms(resourceId: bigint): Promise<SupplyTerms>;
  /** Statements of this account that still lock a bond. */
  statements(): Promise<readonly PriceStatement[]>;
  /** @throws SuanliError what `publishSupply` of the sdk throws */
  publish(parameters: {
    readonly resourceId: bigint;
    readonly workPerEpoch: bigint;
    readonly epochs: number;
  }): Promise<PublishedSupply>;
  release(statementIds: readonly bigint[]): Promise<MinedTransaction>;
}
