import { brokerAbi, type Offer } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getBankAccount } from '../bank/getBankAccount.ts';
import { moduleConsent } from '../bank/moduleConsent.ts';

export interface GetOfferStandingParameters {
  readonly offer: Offer;
}

/** Whether the chain would still take an offer. */
export interface OfferStanding {
  /** Deals that may still be opened on it; 0 where it was cancelled. */
  readonly remaining: number;
  /** True where its provider can lock the stake. */
  readonly funded: boolean;
}

/** What remains of an offer on chain. */
export async function getOfferStanding(
  client: SuanliClient,
  parameters: GetOfferStandingParameters,
): Promise<OfferStanding> {
  const { offer } = parameters;
  const [used, account, consent] = await Promise.all([
    readContract(client, {
      abi: brokerAbi,
      address: client.deployment.broker,
      functionName: 'nonceUsage',
      args: [offer.provider, offer.nonce],
    }),
    getBankAccount(client, { account: offer.provider }),
    moduleConsent(client, { modules: ['broker'] }),
  ]);
  return {
    remaining: Math.max(0, offer.volume - used),
    funded: account.availableWei >= offer.stakeWei && (account.consentModules & consent) !== 0,
  };
}
