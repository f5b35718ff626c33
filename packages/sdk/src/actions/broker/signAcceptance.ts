import { type Answer, dealTypes, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface SignAcceptanceParameters {
  readonly answer: Answer;
}

/**
 * Signs the requester's acceptance of an answer.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 */
export async function signAcceptance(client: SuanliClient, parameters: SignAcceptanceParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return client.walletClient.signTypedData({
    domain: client.domain,
    types: { Acceptance: dealTypes.Acceptance },
    primaryType: 'Acceptance',
    message: parameters.answer,
  });
}
