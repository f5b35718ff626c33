import type { Deal, DealStatus } from '@suanli/protocol';
import type { Hex } from 'viem';

/** A deal as the chain keeps it: see `DealState` of the sdk. */
export interface ChainDealState {
  readonly status: DealStatus;
  /** The block in which it got to that status. */
  readonly blockNumber: bigint;
  /** 26 bytes of the hash of the terms, and from the answer on of terms, root and work. */
  readonly hash: Hex;
}

/** A deal with the answer to give, or given. */
export interface AnsweredDeal {
  readonly dealId: Hex;
  readonly deal: Deal;
  readonly root: Hex;
  readonly work: bigint;
}

/** A mined transaction that did not revert. */
export interface MinedTransaction {
  readonly hash: Hex;
  readonly blockNumber: bigint;
  readonly gasUsed: bigint;
}

/**
 * The chain as the provider needs it: the one boundary of the reconciler besides the store.
 *
 * Trust: the RPC endpoint is believed. All methods fail with coded errors, `CHAIN_UNREACHABLE` where a later try may succeed.
 */
export interface ProviderChain {
  blockNumber(): Promise<bigint>;
  dealState(dealId: Hex): Promise<ChainDealState>;
  /** Deals opened with this provider in a range of blocks, both ends included. */
  openedDeals(parameters: {
    fromBlock: bigint;
    toBlock: bigint;
  }): Promise<readonly { readonly dealId: Hex; readonly deal: Deal; readonly blockNumber: bigint }[]>;
  /** How many transactions of this account were sent and are not mined. */
  pendingTransactions(): Promise<number>;
  /** The account's free balance in the bank, and whether the broker may lock it. */
  balance(): Promise<{ readonly availableWei: bigint; readonly lockedWei: bigint; readonly consents: boolean }>;
  /** How many deals were opened on offers with a nonce; 2^32 − 1 where it was cancelled. */
  nonceUsage(nonce: bigint): Promise<number>;

  answerDeals(deals: readonly AnsweredDeal[]): Promise<MinedTransaction>;
  settleDeals(deals: readonly (AnsweredDeal & { readonly acceptanceSignature: Hex })[]): Promise<MinedTransaction>;
  finalizeDeals(deals: readonly AnsweredDeal[]): Promise<MinedTransaction>;
  expireDeals(deals: readonly { readonly dealId: Hex; readonly deal: Deal }[]): Promise<MinedTransaction>;
}
