import { dealTypes, type Offer, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { quorumDomain } from './quorumDomain.ts';

export interface SignQuorumOfferParameters {
  readonly offer: Offer;
}

/**
 * Signs an offer to serve in quorums, in the provider's name. `minAnswerBlocks` is the least for either deadline,
 * `maxWindowBlocks` the most for both together; the stake is lost where the provider contributes anything but the agreed
 * result.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 */
export async function signQuorumOffer(client: SuanliClient, parameters: SignQuorumOfferParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return client.walletClient.signTypedData({
    domain: quorumDomain(client.deployment),
    types: { Offer: dealTypes.Offer },
    primaryType: 'Offer',
    message: parameters.offer,
  });
}
