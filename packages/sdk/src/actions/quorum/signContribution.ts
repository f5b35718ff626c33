import { SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { SealedResult } from './Quorum.ts';
import { quorumDomain } from './quorumDomain.ts';

export interface SignContributionParameters extends SealedResult {
  readonly quorumId: Hex;
}

/**
 * Signs a sealed result, so that somebody else can post it together with others. It shows nothing of the result. A provider
 * whose contribution is not posted in time posts it itself.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 */
export async function signContribution(client: SuanliClient, parameters: SignContributionParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const { quorumId, resultHash, seal } = parameters;
  return client.walletClient.signTypedData({
    domain: quorumDomain(client.deployment),
    types: {
      Contribution: [
        { name: 'quorumId', type: 'bytes32' },
        { name: 'resultHash', type: 'bytes32' },
        { name: 'seal', type: 'bytes32' },
      ],
    },
    primaryType: 'Contribution',
    message: { quorumId, resultHash, seal },
  });
}
