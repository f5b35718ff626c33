import { type Answer, dealTypes, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface SignAnswerParameters {
  readonly answer: Answer;
}

/**
 * Signs a provider's answer to a deal.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 */
export async function signAnswer(client: SuanliClient, parameters: SignAnswerParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return client.walletClient.signTypedData({
    domain: client.domain,
    types: { Answer: dealTypes.Answer },
    primaryType: 'Answer',
    message: parameters.answer,
  });
}
