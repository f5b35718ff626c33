import { type LeaseOpening, leaseDomain, leaseTypes, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface SignLeaseOpeningParameters {
  readonly opening: LeaseOpening;
}

/**
 * Signs that one peer may use a right at another, for the one session that the nonce was made for. Sign nothing but the
 * challenge of the very peer that you are connected to.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 *
 * @example
 * const signature = await signLeaseOpening(client, { opening: { useRight: 7n, nonce, providerPeerId, clientPeerId } });
 */
export async function signLeaseOpening(client: SuanliClient, parameters: SignLeaseOpeningParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return client.walletClient.signTypedData({
    domain: leaseDomain(client.deployment),
    types: leaseTypes,
    primaryType: 'LeaseOpening',
    message: { ...parameters.opening },
  });
}
