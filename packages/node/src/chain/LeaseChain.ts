import type { LeaseOpening } from '@suanli/protocol';
import type { Address, Hex } from 'viem';

/** A use right as the chain has it. */
export interface ChainUseRight {
  readonly owner: Address;
  readonly resource: bigint;
  /** The first second, since 1970, in which it may not be used any more. */
  readonly expiresAt: bigint;
  /** How often it changed hands. */
  readonly transfers: number;
}

/** What the chain says of the devices behind a use right. */
export interface ChainLeaseDevices {
  readonly typeId: number;
  readonly typeName: string;
  readonly memoryMib: number;
  readonly model: string;
  readonly count: number;
}

/** How much a compute proof of a resource type computes. */
export interface ChainProofTerms {
  readonly leafCountLog2: number;
  readonly hashesPerLeaf: number;
}

/**
 * The chain as the lease role needs it.
 *
 * Trust: the RPC endpoint is believed. All methods fail with `CHAIN_UNREACHABLE` where a later try may succeed.
 */
export interface LeaseChain {
  /** A right, undefined where there is none (any more), and the time of the latest block in Unix seconds. */
  useRight(useRight: bigint): Promise<{ readonly right: ChainUseRight | undefined; readonly chainTime: bigint }>;
  /** Who owns a resource; undefined where there is none. */
  resourceOwner(resource: bigint): Promise<Address | undefined>;
  /** The devices of a live right. */
  devices(useRight: bigint): Promise<ChainLeaseDevices>;
  /** What proofs of a resource type have been made of under any version of its terms, the present one last. */
  proofTerms(typeId: number): Promise<readonly ChainProofTerms[]>;
  /** Whether an account has signed an opening; contracts are asked (ERC-1271). */
  hasSigned(parameters: { account: Address; opening: LeaseOpening; signature: Hex }): Promise<boolean>;
}
