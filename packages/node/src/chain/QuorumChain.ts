import type { Offer } from '@suanli/protocol';
import type { Quorum, QuorumResult, QuorumStatus } from '@suanli/sdk';
import type { Address, Hex } from 'viem';
import type { MinedTransaction } from './ProviderChain.ts';

/** A quorum with the result of this provider. */
export interface QuorumAnswer {
  readonly quorum: Quorum;
  readonly root: Hex;
  readonly work: bigint;
}

/**
 * The Quorum contract as a provider needs it. Trust and failures are those of `ProviderChain`.
 */
export interface QuorumChain {
  /** Quorums with a seat of this provider, opened in a range of blocks, both ends included. */
  opened(parameters: {
    fromBlock: bigint;
    toBlock: bigint;
  }): Promise<readonly { readonly quorum: Quorum; readonly blockNumber: bigint }[]>;
  status(quorumId: Hex): Promise<{ readonly status: QuorumStatus; readonly blockNumber: bigint }>;
  /** Who has contributed to a quorum that is open. */
  contributors(quorum: Quorum): Promise<readonly Address[]>;
  /** What a quorum agreed on; undefined where it is not finalised. */
  result(quorum: Quorum): Promise<QuorumResult | undefined>;
  /** Whether the account lets quorums lock, and slash, its stakes. */
  consents(): Promise<boolean>;
  /** How many quorums took offers with a nonce. */
  nonceUsage(nonce: bigint): Promise<number>;
  signOffer(offer: Offer): Promise<Hex>;

  /** Posts this provider's sealed result. */
  contribute(answer: QuorumAnswer): Promise<MinedTransaction>;
  finalize(answer: QuorumAnswer): Promise<MinedTransaction>;
  expire(quorum: Quorum): Promise<MinedTransaction>;
}
