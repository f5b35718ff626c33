import { dealTypes, type Offer, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface SignOfferParameters {
  readonly offer: Offer;
}

/**
 * Signs an offer in the provider's name.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 */
export async function signOffer(client: SuanliClient, parameters: SignOfferParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return client.walletClient.signTypedData({
    domain: client.domain,
    types: { Offer: dealTypes.Offer },
    primaryType: 'Offer',
    message: parameters.offer,
  });
}
