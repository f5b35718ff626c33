import type { Address, Hex } from 'viem';

/** A provider's signed sell order; field order is that of the EIP-712 type in `Broker.sol`. */
export interface Offer {
  readonly provider: Address;
  /** Who may take it; the zero address for anyone. */
  readonly requester: Address;
  /** The resource (VID) that serves; 0 where none is tokenised. */
  readonly resourceId: bigint;
  /** Hash of the capability that is announced beside the offer. */
  readonly capabilityHash: Hex;
  readonly priceWeiPerGwu: bigint;
  /** Most work that one deal may hold. */
  readonly maxWork: bigint;
  /** Locked per deal from opening to end; pays the keeper where the provider stays silent. */
  readonly stakeWei: bigint;
  /** The largest answer deposit that the provider is willing to lock. */
  readonly maxDepositWei: bigint;
  readonly minAnswerBlocks: number;
  readonly maxWindowBlocks: number;
  /** How many deals may be opened on it. */
  readonly volume: number;
  /** Unix seconds. */
  readonly expiresAt: bigint;
  readonly nonce: bigint;
}

/** A requester's signed buy order. Amounts are per deal. */
export interface Request {
  readonly requester: Address;
  /** Who may serve; the zero address for anyone. */
  readonly provider: Address;
  readonly jobHash: Hex;
  readonly maxPriceWeiPerGwu: bigint;
  readonly maxWork: bigint;
  /** Deposit that goes with an answer posted without the requester's signature. */
  readonly depositWei: bigint;
  readonly minStakeWei: bigint;
  /** Paid to a third party that ends a deal which its parties left alone. */
  readonly bountyWei: bigint;
  /** Blocks from opening within which an answer must stand. */
  readonly answerBlocks: number;
  /** Challenge window, in blocks from the answer. */
  readonly windowBlocks: number;
  /** 0 accept, 1 optimistic. */
  readonly policy: number;
  readonly volume: number;
  /** Unix seconds. */
  readonly expiresAt: bigint;
  readonly nonce: bigint;
}

/** The terms of an open deal; the chain keeps their hash, the `DealOpened` event their text. */
export interface Deal {
  readonly requester: Address;
  readonly provider: Address;
  readonly resourceId: bigint;
  readonly jobHash: Hex;
  readonly priceWeiPerGwu: bigint;
  readonly maxWork: bigint;
  readonly stakeWei: bigint;
  readonly depositWei: bigint;
  readonly bountyWei: bigint;
  readonly answerDeadlineBlock: bigint;
  readonly windowBlocks: number;
  readonly policy: number;
}

/** What a provider answers a deal with, and a requester accepts. */
export interface Answer {
  readonly dealId: Hex;
  readonly root: Hex;
  readonly work: bigint;
}

/** EIP-712 types of all that is signed. */
export const dealTypes = {
  Offer: [
    { name: 'provider', type: 'address' },
    { name: 'requester', type: 'address' },
    { name: 'resourceId', type: 'uint256' },
    { name: 'capabilityHash', type: 'bytes32' },
    { name: 'priceWeiPerGwu', type: 'uint96' },
    { name: 'maxWork', type: 'uint64' },
    { name: 'stakeWei', type: 'uint96' },
    { name: 'maxDepositWei', type: 'uint96' },
    { name: 'minAnswerBlocks', type: 'uint32' },
    { name: 'maxWindowBlocks', type: 'uint32' },
    { name: 'volume', type: 'uint32' },
    { name: 'expiresAt', type: 'uint64' },
    { name: 'nonce', type: 'uint256' },
  ],
  Request: [
    { name: 'requester', type: 'address' },
    { name: 'provider', type: 'address' },
    { name: 'jobHash', type: 'bytes32' },
    { name: 'maxPriceWeiPerGwu', type: 'uint96' },
    { name: 'maxWork', type: 'uint64' },
    { name: 'depositWei', type: 'uint96' },
    { name: 'minStakeWei', type: 'uint96' },
    { name: 'bountyWei', type: 'uint96' },
    { name: 'answerBlocks', type: 'uint32' },
    { name: 'windowBlocks', type: 'uint32' },
    { name: 'policy', type: 'uint8' },
    { name: 'volume', type: 'uint32' },
    { name: 'expiresAt', type: 'uint64' },
    { name: 'nonce', type: 'uint256' },
  ],
  Answer: [
    { name: 'dealId', type: 'bytes32' },
    { name: 'root', type: 'bytes32' },
    { name: 'work', type: 'uint64' },
  ],
  Acceptance: [
    { name: 'dealId', type: 'bytes32' },
    { name: 'root', type: 'bytes32' },
    { name: 'work', type: 'uint64' },
  ],
  Cancellation: [{ name: 'dealId', type: 'bytes32' }],
  Opening: [
    { name: 'dealId', type: 'bytes32' },
    { name: 'peerId', type: 'string' },
  ],
  Receipts: [
    { name: 'dealId', type: 'bytes32' },
    { name: 'root', type: 'bytes32' },
  ],
} as const;
