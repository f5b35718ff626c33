import type { Address } from 'viem';

/** The EIP-712 domain that everything signed for a Broker belongs to: one chain, one Broker. */
export interface BrokerDomain {
  readonly name: 'Suanli';
  readonly version: '1';
  readonly chainId: number;
  readonly verifyingContract: Address;
}

/**
 * The EIP-712 domain of a Broker.
 *
 * @example
 * const domain = brokerDomain({ chainId: 31337, broker: '0x…' });
 */
export function brokerDomain(parameters: { chainId: number; broker: Address }): BrokerDomain {
  return { name: 'Suanli', version: '1', chainId: parameters.chainId, verifyingContract: parameters.broker };
}
