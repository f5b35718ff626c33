import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { describe, expect, test } from 'vitest';
import {
  brokerDomain,
  type Capability,
  dealTypes,
  decodeOfferAnnouncement,
  encodeOfferAnnouncement,
  hashCapability,
  isSuanliError,
  type Offer,
  type OfferAnnouncement,
  verifyOfferAnnouncement,
} from '../src/index.ts';
import { seededRandom } from './seededRandom.ts';

const domain = brokerDomain({ chainId: 31337, broker: '0x00000000000000000000000000000000000000b0' });
const account = privateKeyToAccount(generatePrivateKey());
const stranger = privateKeyToAccount(generatePrivateKey());
const capability: Capability = {
  version: 1,
  addresses: ['/ip4/127.0.0.1/tcp/4801'],
  executors: ['wasm'],
  slots: 2,
  memoryPages: 1024,
  outputBytes: 1 << 20,
  workPerSecond: 1.5e9,
};
const offer: Offer = {
  provider: account.address,
  requester: `0x${'0'.repeat(40)}`,
  resourceId: 0n,
  capabilityHash: hashCapability(capability),
  priceWeiPerGwu: 10n ** 15n,
  maxWork: (1n << 64n) - 1n,
  stakeWei: (1n << 96n) - 1n,
  maxDepositWei: 10n ** 19n,
  minAnswerBlocks: 10,
  maxWindowBlocks: 100,
  volume: 5,
  expiresAt: 1_000n,
  nonce: 7n,
};

async function announce(signer = account, signedOffer = offer): Promise<OfferAnnouncement> {
  const types = { Offer: dealTypes.Offer };
  const signature = await signer.signTypedData({ domain, types, primaryType: 'Offer', message: signedOffer });
  return { offer: signedOffer, signature, capability };
}
const codeOf = (announcement: OfferAnnouncement, nowSeconds = 0n, at = domain) =>
  verifyOfferAnnouncement({ announcement, domain: at, nowSeconds }).then(
    () => 'good',
    (error: unknown) => (isSuanliError(error) ? error.code : error),
  );

describe('an announced offer', () => {
  test('says what a requester must hold, or nothing of it, as before there was a threshold', async () => {
    for (const minRequesterBalanceWei of [1n, 10n ** 21n, (1n << 96n) - 1n]) {
      const gated: Capability = { ...capability, minRequesterBalanceWei };
      const signed = { ...offer, capabilityHash: hashCapability(gated) };
      const announcement = { ...(await announce(account, signed)), capability: gated };
      const read = decodeOfferAnnouncement(encodeOfferAnnouncement(announcement));
      expect(read).toEqual(announcement);
      expect(await codeOf(read)).toBe('good');
      // It is part of what the provider has signed.
      expect(await codeOf({ ...read, capability })).toBe('OFFER_FORGED');
    }
    expect(decodeOfferAnnouncement(encodeOfferAnnouncement(await announce())).capability).not.toHaveProperty(
      'minRequesterBalanceWei',
    );
    const tooLarge = { ...(await announce()), capability: { ...capability, minRequesterBalanceWei: 1n << 96n } };
    expect(() => decodeOfferAnnouncement(encodeOfferAnnouncement(tooLarge))).toThrow();
  });

  test('survives the wire and verifies', async () => {
    const announcement = await announce();
    expect(decodeOfferAnnouncement(encodeOfferAnnouncement(announcement))).toEqual(announcement);
    expect(await codeOf(announcement)).toBe('good');
  });

  test('is refused where anything about it is not what its provider signed', async () => {
    const good = await announce();
    const otherMarket = brokerDomain({ chainId: 1, broker: domain.verifyingContract });
    expect(await codeOf(await announce(stranger))).toBe('OFFER_FORGED');
    expect(await codeOf({ ...good, offer: { ...offer, priceWeiPerGwu: 1n } })).toBe('OFFER_FORGED');
    expect(await codeOf({ ...good, capability: { ...capability, slots: 64 } })).toBe('OFFER_FORGED');
    expect(await codeOf({ ...good, signature: '0x12' })).toBe('OFFER_FORGED');
    expect(await codeOf(good, 0n, otherMarket)).toBe('OFFER_FORGED');
    expect(await codeOf(good, 1_000n)).toBe('OFFER_EXPIRED');
  });

  test('mutated bytes decode or give a coded error', async () => {
    const bytes = encodeOfferAnnouncement(await announce());
    const random = seededRandom(11);
    for (let i = 0; i < 1_000; i++) {
      const bent = bytes.slice(0, i % 10 === 0 ? Math.floor(random() * bytes.length) : bytes.length);
      if (bent.length > 0) bent[Math.floor(random() * bent.length)] = Math.floor(random() * 256);
      try {
        decodeOfferAnnouncement(bent);
      } catch (error) {
        expect(isSuanliError(error, 'MESSAGE_MALFORMED')).toBe(true);
      }
    }
  });
});
