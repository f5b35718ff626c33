import type { OfferAnnouncement } from '@suanli/protocol';
import { matchOffers, type OfferNeeds } from '@suanli/sdk';
import type { Address } from 'viem';
import { describe, expect, test } from 'vitest';

const requester: Address = '0x00000000000000000000000000000000000000AA';
const zero: Address = `0x${'0'.repeat(40)}`;
const needs: OfferNeeds = {
  requester,
  requesterBalanceWei: 1_000n,
  limits: { work: 100n, memoryPages: 16, outputBytes: 1_000, wallMs: 1_000 },
  maxPriceWeiPerGwu: 50n,
  depositWei: 5n,
  minStakeWei: 2n,
  bountyWei: 1n,
  answerBlocks: 100,
  windowBlocks: 20,
  openBySeconds: 1_000n,
};
function announce(
  provider: number,
  offer: Partial<OfferAnnouncement['offer']> = {},
  capability: Partial<OfferAnnouncement['capability']> = {},
): OfferAnnouncement {
  return {
    offer: {
      provider: `0x${provider.toString(16).padStart(40, '0')}`,
      requester: zero,
      resourceId: 0n,
      capabilityHash: '0x',
      priceWeiPerGwu: 10n,
      maxWork: 1_000n,
      stakeWei: 2n,
      maxDepositWei: 5n,
      minAnswerBlocks: 100,
      maxWindowBlocks: 20,
      volume: 1,
      expiresAt: 1_000n,
      nonce: 0n,
      ...offer,
    },
    signature: '0x',
    capability: {
      version: 1,
      addresses: [],
      executors: ['wasm'],
      slots: 1,
      memoryPages: 16,
      outputBytes: 1_000,
      workPerSecond: 1,
      ...capability,
    },
  };
}

describe('matching offers', () => {
  test('an offer that meets every need exactly serves', () => {
    expect(matchOffers([announce(1)], needs).capable).toHaveLength(1);
  });

  test('a threshold that is reached, or of which nobody knows, is none', () => {
    const offers = [announce(1, {}, { minRequesterBalanceWei: 1_000n })];
    expect(matchOffers(offers, needs).capable).toHaveLength(1);
    const { requesterBalanceWei: _, ...unknown } = { ...needs, requesterBalanceWei: 0n };
    expect(matchOffers(offers, unknown).capable).toHaveLength(1);
  });

  test.each([
    ['price', { priceWeiPerGwu: 51n }, {}],
    ['work', { maxWork: 99n }, {}],
    ['memory', {}, { memoryPages: 15 }],
    ['output', {}, { outputBytes: 999 }],
    ['executor', {}, { executors: ['oci'] }],
    ['balance', {}, { minRequesterBalanceWei: 1_001n }],
    ['requester', { requester: `0x${'1'.repeat(40)}` as Address }, {}],
    ['expired', { expiresAt: 999n }, {}],
    ['deposit', { maxDepositWei: 4n }, {}],
    ['stake', { stakeWei: 1n }, {}],
    ['answerTime', { minAnswerBlocks: 101 }, {}],
    ['window', { maxWindowBlocks: 19 }, {}],
  ] as const)('%s: just short of it does not serve, and is named', (reason, offer, capability) => {
    const { capable, incapable } = matchOffers([announce(1, offer, capability)], needs);
    expect(capable).toEqual([]);
    expect(incapable[0]?.reasons).toEqual([reason]);
  });

  test('an offer made to this requester alone serves, whatever the case of the address', () => {
    expect(matchOffers([announce(1, { requester: requester.toLowerCase() as Address })], needs).capable).toHaveLength(
      1,
    );
  });

  test('of a provider that auctions, the dearest offer up to the bid, and the next one where none is so cheap', () => {
    const auction = [5n, 10n, 20n, 40n, 80n].map((priceWeiPerGwu, tier) =>
      announce(1, { priceWeiPerGwu, nonce: BigInt(tier) }, { auction: true }),
    );
    const taken = (change: Partial<OfferNeeds>, offers = auction) =>
      matchOffers(offers, { ...needs, ...change }).capable.map(({ offer }) => offer.priceWeiPerGwu);
    // The most that is paid is 50.
    for (const offers of [auction, auction.toReversed()]) {
      expect(taken({}, offers)).toEqual([5n]);
      expect(taken({ bidWeiPerGwu: 100n }, offers)).toEqual([40n]);
      expect(taken({ bidWeiPerGwu: 19n }, offers)).toEqual([10n]);
      expect(taken({ bidWeiPerGwu: 20n }, offers)).toEqual([20n]);
      expect(taken({ bidWeiPerGwu: 4n }, offers)).toEqual([5n]);
    }
    // Elsewhere the cheapest, whatever is bid.
    const several = [10n, 5n, 20n].map((priceWeiPerGwu) => announce(2, { priceWeiPerGwu }));
    expect(taken({ bidWeiPerGwu: 20n }, several)).toEqual([5n]);
    expect(taken({ bidWeiPerGwu: 50n }, [...auction, ...several])).toEqual([5n, 40n]);
  });

  test('cheapest first, then fastest; one per provider; excluded ones not', () => {
    const offers = [
      announce(1, { priceWeiPerGwu: 20n }),
      announce(1, { priceWeiPerGwu: 15n, nonce: 1n }),
      announce(2, {}, { workPerSecond: 5 }),
      announce(3, {}, { workPerSecond: 9 }),
      announce(4, { priceWeiPerGwu: 1n }),
    ];
    const excluded = new Set([announce(4).offer.provider]);
    const { capable } = matchOffers(offers, { ...needs, excluded });
    expect(capable.map(({ offer }) => [Number(offer.provider), offer.priceWeiPerGwu])).toEqual([
      [3, 10n],
      [2, 10n],
      [1, 15n],
    ]);
  });
});
