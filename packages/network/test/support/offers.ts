import { type BrokerDomain, dealTypes, hashCapability, type Offer, type OfferAnnouncement } from '@suanli/protocol';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { domain } from './networks.ts';

export const account = privateKeyToAccount(generatePrivateKey());
export const farFuture = 4_000_000_000n;

/** A signed offer; what is given replaces the usual terms. */
export async function signOffer(
  terms: Partial<Offer> = {},
  signing: { account?: ReturnType<typeof privateKeyToAccount>; domain?: BrokerDomain } = {},
): Promise<OfferAnnouncement> {
  const signer = signing.account ?? account;
  const capability = {
    version: 1,
    addresses: ['/ip4/127.0.0.1/tcp/4001'],
    executors: ['wasm'],
    slots: 2,
    memoryPages: 1024,
    outputBytes: 2 ** 20,
    workPerSecond: 1e9,
  } as const;
  const offer: Offer = {
    provider: signer.address,
    requester: '0x0000000000000000000000000000000000000000',
    resourceId: 0n,
    capabilityHash: hashCapability(capability),
    priceWeiPerGwu: 1000n,
    maxWork: 10n ** 12n,
    stakeWei: 0n,
    maxDepositWei: 10n ** 18n,
    minAnswerBlocks: 10,
    maxWindowBlocks: 100,
    volume: 10,
    expiresAt: farFuture,
    nonce: 1n,
    ...terms,
  };
  const signature = await signer.signTypedData({
    domain: signing.domain ?? domain,
    types: { Offer: dealTypes.Offer },
    primaryType: 'Offer',
    message: offer,
  });
  return { offer, signature, capability };
}
