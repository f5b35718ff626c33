import { dealTypes, type Request, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface SignRequestParameters {
  readonly request: Request;
}

/**
 * Signs a request, so that another account may open its deals.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 */
export async function signRequest(client: SuanliClient, parameters: SignRequestParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return client.walletClient.signTypedData({
    domain: client.domain,
    types: { Request: dealTypes.Request },
    primaryType: 'Request',
    message: parameters.request,
  });
}
