import { dealTypes, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface SignCancellationParameters {
  readonly dealId: Hex;
}

/**
 * Signs one party's consent to cancel a deal that is still pending.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 */
export async function signCancellation(client: SuanliClient, parameters: SignCancellationParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return client.walletClient.signTypedData({
    domain: client.domain,
    types: { Cancellation: dealTypes.Cancellation },
    primaryType: 'Cancellation',
    message: { dealId: parameters.dealId },
  });
}
