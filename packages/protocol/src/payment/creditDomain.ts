import type { Address } from 'viem';

/** The EIP-712 domain that credit lines and their vouchers belong to: one chain, one CreditLine contract. */
export interface CreditDomain {
  readonly name: 'Suanli';
  readonly version: '1';
  readonly chainId: number;
  readonly verifyingContract: Address;
}

/**
 * The EIP-712 domain of the credit lines of a deployment.
 *
 * @example
 * const domain = creditDomain(client.deployment);
 */
export function creditDomain(deployment: { readonly chainId: number; readonly creditLine: Address }): CreditDomain {
  return { name: 'Suanli', version: '1', chainId: deployment.chainId, verifyingContract: deployment.creditLine };
}
