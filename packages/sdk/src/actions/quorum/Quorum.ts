import type { Address, Hex } from 'viem';

/** What a result of a quorum means: metered computing, a provided data set, or a transferred file. */
export type ContributionKind = 'compute' | 'dataset' | 'transfer';

/** The kinds of a contribution in the order of the contract's numbers. */
export const contributionKinds: readonly ContributionKind[] = ['compute', 'dataset', 'transfer'];

/** Where a quorum stands; the last three are final. */
export type QuorumStatus = 'none' | 'open' | 'finalized' | 'cancelled' | 'expired';

/** The states of a quorum in the order of the contract's numbers. */
export const quorumStatuses: readonly QuorumStatus[] = ['none', 'open', 'finalized', 'cancelled', 'expired'];

/** The terms of a quorum; the chain keeps the hash of terms and seats, the event `QuorumOpened` their text. */
export interface QuorumTerms {
  readonly requester: Address;
  readonly jobHash: Hex;
  /** Index into {@link contributionKinds}. */
  readonly kind: number;
  /** The most work that is paid, to each provider. */
  readonly maxWork: bigint;
  /** The first block in which nothing can be contributed any more. */
  readonly contributeDeadlineBlock: bigint;
  /** The first block in which nothing can be revealed any more, and the quorum can be expired. */
  readonly revealDeadlineBlock: bigint;
  readonly trust: number;
  readonly minAgreeing: number;
}

/** One provider of a quorum, and what it agreed to. */
export interface QuorumSeat {
  readonly provider: Address;
  readonly resourceId: bigint;
  readonly priceWeiPerGwu: bigint;
  readonly stakeWei: bigint;
}

/** A quorum as every call names it. */
export interface Quorum {
  readonly quorumId: Hex;
  readonly terms: QuorumTerms;
  /** In ascending order of their providers. */
  readonly seats: readonly QuorumSeat[];
}

/** A result as it is shown before it is revealed. */
export interface SealedResult {
  /** Equal for equal results: agreement shows in it. */
  readonly resultHash: Hex;
  /** Binds the result to its provider: who copies a hash cannot make it. */
  readonly seal: Hex;
}
