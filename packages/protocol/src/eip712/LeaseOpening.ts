import type { Address, Hex } from 'viem';

/**
 * The word of a use right's owner that the peer of one id may use the right at the peer of another, for the one session that
 * the nonce was made for. Without either peer id a provider could pass a challenge on, and use another's machine in its
 * customer's name.
 */
export interface LeaseOpening {
  readonly useRight: bigint;
  /** 32 bytes that the provider has just made up. */
  readonly nonce: Hex;
  /** The libp2p peer id of the side that serves. */
  readonly providerPeerId: string;
  /** The libp2p peer id of the side that dials. */
  readonly clientPeerId: string;
}

/** The EIP-712 domain of use rights: one chain, one UseRight contract. */
export interface LeaseDomain {
  readonly name: 'Suanli';
  readonly version: '1';
  readonly chainId: number;
  readonly verifyingContract: Address;
}

/** The EIP-712 type of {@link LeaseOpening}. */
export const leaseTypes = {
  LeaseOpening: [
    { name: 'useRight', type: 'uint64' },
    { name: 'nonce', type: 'bytes32' },
    { name: 'providerPeerId', type: 'string' },
    { name: 'clientPeerId', type: 'string' },
  ],
} as const;

/**
 * The EIP-712 domain of a UseRight contract.
 *
 * @example
 * const domain = leaseDomain(client.deployment);
 */
export function leaseDomain(parameters: { chainId: number; useRight: Address }): LeaseDomain {
  return { name: 'Suanli', version: '1', chainId: parameters.chainId, verifyingContract: parameters.useRight };
}
