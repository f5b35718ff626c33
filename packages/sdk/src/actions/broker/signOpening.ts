import { dealTypes, type Opening, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface SignOpeningParameters {
  readonly opening: Opening;
}

/**
 * Signs that a peer speaks for the requester about a deal.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 */
export async function signOpening(client: SuanliClient, parameters: SignOpeningParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return client.walletClient.signTypedData({
    domain: client.domain,
    types: { Opening: dealTypes.Opening },
    primaryType: 'Opening',
    message: parameters.opening,
  });
}
