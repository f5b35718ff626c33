import { type GossipSub, TopicValidatorResult } from '@libp2p/gossipsub';
import { multiaddr } from '@multiformats/multiaddr';
import { brokerDomain, encodeOfferAnnouncement, isSuanliError, type OfferAnnouncement } from '@suanli/protocol';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { describe, expect, test } from 'vitest';
import type { NetworkLogger } from '../src/index.ts';
import { encodeFrame } from '../src/internal/encodeFrame.ts';
import { offerTopic } from '../src/offers/internal/createOfferBook.ts';
import { unwrapAnnouncement, wrapAnnouncement } from '../src/offers/internal/gossipEnvelope.ts';
import { VerifiedOffers } from '../src/offers/internal/VerifiedOffers.ts';
import { domain, nextEvent, startNetwork } from './support/networks.ts';
import { account, farFuture, signOffer } from './support/offers.ts';
import { addressesOf, startRawPeer } from './support/rawPeer.ts';

const topic = offerTopic(domain);
const otherDomain = brokerDomain({ chainId: 1, broker: domain.verifyingContract });

function noncesOf(offers: readonly OfferAnnouncement[]): bigint[] {
  return offers.map(({ offer }) => offer.nonce).sort();
}

function codeOf(error: unknown): string {
  return isSuanliError(error) ? error.code : String(error);
}

/** Offers that must go no further, each for one reason. */
async function badOffers(): Promise<Record<string, Uint8Array>> {
  const good = await signOffer({ nonce: 100n });
  const expired = await signOffer({ nonce: 101n, expiresAt: 1_000n });
  const otherChain = await signOffer({ nonce: 102n }, { domain: otherDomain });
  const stranger = privateKeyToAccount(generatePrivateKey());
  const byAnother = await signOffer({ nonce: 103n, provider: account.address }, { account: stranger });
  const upperCase = { ...good, offer: { ...good.offer, priceWeiPerGwu: 1n } };
  return {
    'price changed after signing': encodeOfferAnnouncement(upperCase),
    'expired long ago': encodeOfferAnnouncement(expired),
    'signed for another chain': encodeOfferAnnouncement(otherChain),
    'signed by another': encodeOfferAnnouncement(byAnother),
    'capability it did not commit to': encodeOfferAnnouncement({
      ...good,
      capability: { ...good.capability, slots: 99 },
    }),
    'no offer at all': new TextEncoder().encode('buy now'),
  };
}

/** Resolves when a logger got so many messages of one text. */
function counting(message: string, count: number): { logger: NetworkLogger; reached: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let seen = 0;
  const log = (_fields: object, text: string) => {
    if (text === message) seen += 1;
    if (seen === count) resolve();
  };
  return { logger: { debug: log, info: log, warn: log }, reached: promise };
}

/** Resolves when a peer knows that another follows the market's topic. */
async function knowsSubscriber(pubsub: GossipSub, peerId: string): Promise<void> {
  if (pubsub.getSubscribers(topic).some((peer) => peer.toString() === peerId)) return;
  await nextEvent<CustomEvent<{ peerId: { toString(): string } }>>(
    (listener) => pubsub.addEventListener('subscription-change', listener),
    (event) => event.detail.peerId.toString() === peerId,
  );
}

/** Resolves when a peer can send to another: what it publishes before goes nowhere, and counts as published all the same. */
async function hasStreamTo(pubsub: GossipSub, peerId: string): Promise<void> {
  const { streamsOutbound } = pubsub as unknown as { readonly streamsOutbound: ReadonlyMap<string, unknown> };
  await expect.poll(() => streamsOutbound.has(peerId), { timeout: 30_000 }).toBe(true);
}

describe('offers in the network', () => {
  test('reach a peer that is two hops away', async () => {
    const first = await startNetwork();
    const middle = await startNetwork();
    const last = await startNetwork();
    await middle.connect(first.addresses());
    await last.connect(middle.addresses());
    const heard = nextEvent(last.offers.subscribe, ({ offer }) => offer.nonce === 7n);
    const announcement = await signOffer({ nonce: 7n });
    await first.offers.publish(announcement);
    expect(await heard).toEqual(announcement);
    expect(last.peers()).toEqual([middle.peerId]);
    expect(last.offers.list()).toEqual([announcement]);
    expect(first.offers.list()).toEqual([announcement]);
  });

  test('forged, expired and other-chain offers are neither listed nor passed on', async () => {
    const bad = await badOffers();
    const { logger, reached } = counting('offer refused', Object.keys(bad).length);
    const middle = await startNetwork({ logger });
    const last = await startNetwork();
    const seenByLast: bigint[] = [];
    last.offers.subscribe(({ offer }) => seenByLast.push(offer.nonce));
    // what the last peer would get from the middle one, before any check of its own
    const relayed: string[] = [];
    const eavesdropper = await startRawPeer();
    eavesdropper.services.pubsub.topicValidators.set(topic, (_peer, { data }) => {
      relayed.push(Buffer.from(unwrapAnnouncement(data)).toString('hex'));
      return TopicValidatorResult.Ignore;
    });
    eavesdropper.services.pubsub.subscribe(topic);

    await last.connect(middle.addresses());
    const middleAddresses = middle.addresses().map((text) => multiaddr(text));
    await eavesdropper.dial(middleAddresses);
    // One peer each: after a few lies a peer's score is so low that it is not listened to any more.
    for (const bytes of Object.values(bad)) {
      const hostile = await startRawPeer();
      const { pubsub } = hostile.services;
      pubsub.subscribe(topic);
      await hostile.dial(middleAddresses);
      await knowsSubscriber(pubsub, middle.peerId);
      await hasStreamTo(pubsub, middle.peerId);
      await pubsub.publish(topic, wrapAnnouncement(bytes));
    }
    await reached;

    const good = await signOffer({ nonce: 200n });
    const heard = nextEvent(last.offers.subscribe, ({ offer }) => offer.nonce === 200n);
    const honest = await startNetwork();
    await honest.connect(middle.addresses());
    await honest.offers.publish(good);
    await heard;
    expect(middle.offers.list()).toEqual([good]);
    expect(seenByLast).toEqual([200n]);
    const badBytes = Object.values(bad).map((bytes) => Buffer.from(bytes).toString('hex'));
    expect(relayed.filter((bytes) => badBytes.includes(bytes))).toEqual([]);
  });

  test('a newcomer gets the book of the peer it connects to', async () => {
    const provider = await startNetwork();
    const middle = await startNetwork();
    await middle.connect(provider.addresses());
    const offers = await Promise.all([1n, 2n, 3n].map((nonce) => signOffer({ nonce, priceWeiPerGwu: 10n - nonce })));
    const heard = Promise.all(
      offers.map(({ offer }) => nextEvent(middle.offers.subscribe, (other) => other.offer.nonce === offer.nonce)),
    );
    for (const announcement of offers) await provider.offers.publish(announcement);
    await heard;
    await provider.stop();

    const newcomer = await startNetwork({ listen: [] });
    const told = Promise.all(
      offers.map(({ offer }) => nextEvent(newcomer.offers.subscribe, (other) => other.offer.nonce === offer.nonce)),
    );
    await newcomer.connect(middle.addresses());
    await told;
    // the cheapest first
    expect(newcomer.offers.list()).toEqual([...offers].reverse());
    expect(await newcomer.offers.refresh()).toBe(0);
  });

  test('what was published before anyone was connected arrives with the first connection', async () => {
    const provider = await startNetwork();
    const announcement = await signOffer();
    await provider.offers.publish(announcement);
    const requester = await startNetwork({ listen: [] });
    const heard = nextEvent(requester.offers.subscribe);
    await requester.connect(provider.addresses());
    expect(await heard).toEqual(announcement);
  });

  test('a book with a forged offer is dropped from there on', async () => {
    const bad = await badOffers();
    const [before, after] = await Promise.all([signOffer({ nonce: 1n }), signOffer({ nonce: 2n })]);
    const liar = await startRawPeer();
    await liar.handle('/suanli/offers/1.0.0', async (stream) => {
      stream.addEventListener('message', () => {});
      stream.send(encodeFrame(encodeOfferAnnouncement(before)));
      stream.send(encodeFrame(bad['signed by another'] ?? new Uint8Array()));
      stream.send(encodeFrame(encodeOfferAnnouncement(after)));
    });
    const { logger, reached } = counting('offer book not received', 1);
    const requester = await startNetwork({ listen: [], logger });
    await requester.connect(addressesOf(liar));
    await reached;
    expect(requester.offers.list()).toEqual([before]);
  });

  test('another market is not told', async () => {
    const provider = await startNetwork();
    await provider.offers.publish(await signOffer());
    const other = await startNetwork({ listen: [], domain: otherDomain });
    await other.connect(provider.addresses());
    // both speak the protocol of books, once they have told each other
    const [told] = await Promise.all([other.blobs.get(await provider.blobs.put(new Uint8Array(3)))]);
    expect(told).toHaveLength(3);
    expect(await other.offers.refresh()).toBe(0);
    expect(other.offers.list()).toEqual([]);
  });

  test('publishing checks the offer first', async () => {
    const provider = await startNetwork();
    const publish = async (announcement: OfferAnnouncement) => provider.offers.publish(announcement).catch(codeOf);
    expect(await publish(await signOffer({}, { domain: otherDomain }))).toBe('OFFER_FORGED');
    expect(await publish(await signOffer({ expiresAt: 1n }))).toBe('OFFER_EXPIRED');
    expect(provider.offers.list()).toEqual([]);
    await provider.stop();
    expect(await publish(await signOffer())).toBe('NETWORK_NOT_RUNNING');
  });
});

describe('VerifiedOffers', () => {
  function book(limits: { maxOffers?: number; maxOffersPerProvider?: number; nowMs?: () => number } = {}) {
    return new VerifiedOffers({
      domain,
      maxOffers: 100,
      maxOffersPerProvider: 10,
      nowMs: () => 1_000_000_000_000,
      ...limits,
    });
  }

  async function bytesOf(...signing: Parameters<typeof signOffer>): Promise<Uint8Array> {
    return encodeOfferAnnouncement(await signOffer(...signing));
  }

  test('of one provider and nonce the offer that expires last stays', async () => {
    const offers = book();
    expect(await offers.admit(await bytesOf({ expiresAt: farFuture }))).toBe('new');
    expect(await offers.admit(await bytesOf({ expiresAt: farFuture - 1n, priceWeiPerGwu: 1n }))).toBe('stale');
    expect(await offers.admit(await bytesOf({ expiresAt: farFuture, priceWeiPerGwu: 2n }))).toBe('stale');
    expect(await offers.admit(await bytesOf({ expiresAt: farFuture + 1n, priceWeiPerGwu: 3n }))).toBe('new');
    expect(offers.list().map(({ offer }) => offer.priceWeiPerGwu)).toEqual([3n]);
  });

  test('a known offer is recognised, and its listeners are not called again', async () => {
    const offers = book();
    let calls = 0;
    const unsubscribe = offers.subscribe(() => {
      calls += 1;
    });
    const bytes = await bytesOf();
    expect(await offers.admit(bytes)).toBe('new');
    expect(await offers.admit(bytes)).toBe('known');
    unsubscribe();
    await offers.admit(await bytesOf({ nonce: 2n }));
    expect(calls).toBe(1);
  });

  test('an offer is passed on once in 30 s, however often it is announced', async () => {
    let nowMs = 1_000_000;
    const offers = book({ nowMs: () => nowMs });
    const bytes = await bytesOf();
    expect(offers.mayPassOn(bytes)).toBe(false);
    await offers.admit(bytes);
    expect(offers.mayPassOn(bytes)).toBe(true);
    nowMs += 29_999;
    expect(offers.mayPassOn(bytes)).toBe(false);
    nowMs += 1;
    expect(offers.mayPassOn(bytes)).toBe(true);
  });

  test('offers leave when they expire', async () => {
    let nowMs = 1_000_000;
    const offers = book({ nowMs: () => nowMs });
    await offers.admit(await bytesOf({ nonce: 1n, expiresAt: 1_010n }));
    await offers.admit(await bytesOf({ nonce: 2n, expiresAt: 1_020n }));
    nowMs = 1_009_999;
    expect(noncesOf(offers.list())).toEqual([1n, 2n]);
    nowMs = 1_010_000;
    expect(noncesOf(offers.list())).toEqual([2n]);
    expect(offers.encodedList()).toHaveLength(1);
    expect(await offers.admit(await bytesOf({ nonce: 3n, expiresAt: 1_010n })).catch(codeOf)).toBe('OFFER_EXPIRED');
  });

  test('a provider over its share loses what expires first', async () => {
    const offers = book({ maxOffersPerProvider: 3 });
    for (const nonce of [1n, 2n, 3n, 4n]) {
      await offers.admit(await bytesOf({ nonce, expiresAt: nonce === 2n ? farFuture : farFuture + nonce }));
    }
    expect(noncesOf(offers.list())).toEqual([1n, 3n, 4n]);
    // one that would be the first to go is not taken, nor passed on
    expect(await offers.admit(await bytesOf({ nonce: 5n, expiresAt: farFuture }))).toBe('stale');
    expect(noncesOf(offers.list())).toEqual([1n, 3n, 4n]);
  });

  test('a full book makes room at the provider with the most offers, and never of its own', async () => {
    const greedy = privateKeyToAccount(generatePrivateKey());
    const offers = book({ maxOffers: 4 });
    await offers.publish(await signOffer({ nonce: 1n }));
    for (const nonce of [11n, 12n, 13n]) {
      await offers.admit(await bytesOf({ nonce, expiresAt: farFuture + nonce }, { account: greedy }));
    }
    const small = privateKeyToAccount(generatePrivateKey());
    expect(await offers.admit(await bytesOf({ nonce: 21n }, { account: small }))).toBe('new');
    expect(noncesOf(offers.list())).toEqual([1n, 12n, 13n, 21n]);
    // every provider but the greedy one has one offer: a newcomer takes a place of the greedy one, the next takes none
    const third = privateKeyToAccount(generatePrivateKey());
    expect(await offers.admit(await bytesOf({ nonce: 31n }, { account: third }))).toBe('new');
    const fourth = privateKeyToAccount(generatePrivateKey());
    expect(await offers.admit(await bytesOf({ nonce: 41n }, { account: fourth }))).toBe('stale');
    expect(noncesOf(offers.list())).toEqual([1n, 13n, 21n, 31n]);
  });

  test('one offer has one encoding', async () => {
    const offers = book();
    const announcement = await signOffer();
    const disguised = {
      ...announcement,
      offer: { ...announcement.offer, provider: announcement.offer.provider.toLowerCase() as `0x${string}` },
    };
    expect(await offers.admit(encodeOfferAnnouncement(announcement))).toBe('new');
    // other letters of the same address: the same offer again, which is not passed on
    expect(await offers.admit(encodeOfferAnnouncement(disguised))).toBe('stale');
    const padded = new Uint8Array([...encodeOfferAnnouncement(announcement), 0]);
    expect(await offers.admit(padded).catch(codeOf)).toBe('MESSAGE_MALFORMED');
    expect(await offers.admit(new Uint8Array(20_000)).catch(codeOf)).toBe('MESSAGE_MALFORMED');
    expect(offers.list()).toEqual([announcement]);
  });

  test('every bad offer is refused with its code', async () => {
    const offers = book();
    const codes: Record<string, string> = {};
    for (const [reason, bytes] of Object.entries(await badOffers())) {
      codes[reason] = await offers.admit(bytes).catch(codeOf);
    }
    expect(codes).toEqual({
      'price changed after signing': 'OFFER_FORGED',
      'expired long ago': 'OFFER_EXPIRED',
      'signed for another chain': 'OFFER_FORGED',
      'signed by another': 'OFFER_FORGED',
      'capability it did not commit to': 'OFFER_FORGED',
      'no offer at all': 'MESSAGE_MALFORMED',
    });
    expect(offers.list()).toEqual([]);
  });
});
