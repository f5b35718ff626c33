import type { Deployment } from '@suanli/protocol';
import type { TypedDataDomain } from 'viem';

/**
 * The EIP-712 domain that everything signed for the Quorum contract of a deployment belongs to. It differs from the
 * Broker's, so that no offer made for plain deals can be taken where a stake may be slashed.
 *
 * @example
 * const domain = quorumDomain(client.deployment);
 */
export function quorumDomain(deployment: Pick<Deployment, 'chainId' | 'quorum'>): TypedDataDomain {
  return { name: 'Suanli', version: '1', chainId: deployment.chainId, verifyingContract: deployment.quorum };
}
