import { type GossipSub, type MeshPeer, TopicValidatorResult } from '@libp2p/gossipsub';
import type { Libp2p, PeerId, Stream } from '@libp2p/interface';
import { type BrokerDomain, decodeOfferAnnouncement, isSuanliError, SuanliError } from '@suanli/protocol';
import { readFrames, writeFrames } from '../../internal/frameStream.ts';
import type { NetworkLogger } from '../../NetworkLogger.ts';
import type { OfferBook } from '../OfferBook.ts';
import type { OfferBookOptions } from '../OfferBookOptions.ts';
import { unwrapAnnouncement, wrapAnnouncement } from './gossipEnvelope.ts';
import { maxAnnouncementBytes, VerifiedOffers } from './VerifiedOffers.ts';

/** A newcomer half-closes after one frame, the topic; the peer answers with its book, one announcement per frame. */
const bookProtocolId = '/suanli/offers/1.0.0';
const bookTimeoutMs = 15_000;
const maxTopicBytes = 256;
/** Clocks of honest peers differ: who passes on what expired just now is not at fault. */
const clockSkewSeconds = 120n;

/** The gossipsub topic of a market. */
export function offerTopic(domain: BrokerDomain): string {
  return `/suanli/offers/1/${domain.chainId}/${domain.verifyingContract.toLowerCase()}`;
}

/** The offer book of a market on a libp2p node. */
export function createOfferBook(
  dependencies: { libp2p: Libp2p<{ pubsub: GossipSub }>; domain: BrokerDomain; logger: NetworkLogger },
  options: OfferBookOptions = {},
): OfferBook & { start(): Promise<void>; stop(): Promise<void> } {
  const { libp2p, domain, logger } = dependencies;
  const { pubsub } = libp2p.services;
  const topic = offerTopic(domain);
  const maxOffers = options.maxOffers ?? 1024;
  const offers = new VerifiedOffers({
    domain,
    maxOffers,
    maxOffersPerProvider: options.maxOffersPerProvider ?? 16,
    nowMs: options.nowMs ?? Date.now,
  });
  const stopped = new AbortController();
  const bookPeers = new Map<string, PeerId>();
  const exchanges = new Set<Promise<unknown>>();
  /** Own offers that nobody was there to hear; tried again at every heartbeat of gossipsub. */
  const unsent = new Set<Uint8Array>();
  let topologyId: string | undefined;

  async function announce(encoded: Uint8Array): Promise<void> {
    try {
      const { recipients } = await pubsub.publish(topic, wrapAnnouncement(encoded));
      if (recipients.length > 0) unsent.delete(encoded);
      else unsent.add(encoded);
    } catch (error) {
      logger.debug({ err: error }, 'offer not announced yet');
      unsent.add(encoded);
    }
  }

  const onHeartbeat = () => {
    if (pubsub.getSubscribers(topic).length === 0) return;
    for (const encoded of [...unsent]) void track(announce(encoded));
  };

  // From here on this peer passes its news on to us; what it had before is in its book.
  const onGraft = (event: CustomEvent<MeshPeer>) => {
    const peer = bookPeers.get(event.detail.peerId);
    if (event.detail.topic === topic && peer !== undefined) void fetchBookQuietly(peer);
  };

  async function validate(peer: PeerId, data: Uint8Array): Promise<TopicValidatorResult> {
    try {
      const admission = await offers.admit(data);
      const isPassedOn = admission !== 'stale' && offers.mayPassOn(data);
      return isPassedOn ? TopicValidatorResult.Accept : TopicValidatorResult.Ignore;
    } catch (error) {
      logger.debug({ err: error, peer: peer.toString() }, 'offer refused');
      if (isSuanliError(error, 'OFFER_EXPIRED') && expiredJustNow(data)) return TopicValidatorResult.Ignore;
      return TopicValidatorResult.Reject;
    }
  }

  function expiredJustNow(data: Uint8Array): boolean {
    return decodeOfferAnnouncement(data).offer.expiresAt + clockSkewSeconds > offers.nowSeconds();
  }

  async function answerBook(stream: Stream, peer: string): Promise<void> {
    const signal = AbortSignal.any([AbortSignal.timeout(bookTimeoutMs), stopped.signal]);
    let asked: string | undefined;
    for await (const frame of readFrames(stream, {
      maxFrameBytes: maxTopicBytes,
      peer,
      what: 'book request',
      signal,
    })) {
      asked ??= new TextDecoder().decode(frame);
    }
    await writeFrames(stream, asked === topic ? offers.encodedList() : [], signal);
  }

  async function fetchBook(peer: PeerId, callerSignal?: AbortSignal): Promise<number> {
    const signal = AbortSignal.any([
      AbortSignal.timeout(bookTimeoutMs),
      stopped.signal,
      ...(callerSignal === undefined ? [] : [callerSignal]),
    ]);
    const stream = await libp2p.dialProtocol(peer, bookProtocolId, { signal });
    await writeFrames(stream, [new TextEncoder().encode(topic)], signal);
    let received = 0;
    let added = 0;
    const frames = readFrames(stream, {
      maxFrameBytes: maxAnnouncementBytes,
      peer: peer.toString(),
      what: 'offer book',
      signal,
    });
    for await (const frame of frames) {
      received += 1;
      try {
        if ((await offers.admit(frame)) === 'new') added += 1;
      } catch (error) {
        // its clock may be slow; anything else is no honest book
        if (isSuanliError(error, 'OFFER_EXPIRED')) continue;
        stream.abort(error as Error);
        throw error;
      }
      if (received >= maxOffers) {
        stream.abort(new Error('enough'));
        break;
      }
    }
    return added;
  }

  function track<T>(exchange: Promise<T>): Promise<T> {
    exchanges.add(exchange);
    exchange.then(
      () => exchanges.delete(exchange),
      () => exchanges.delete(exchange),
    );
    return exchange;
  }

  function fetchBookQuietly(peer: PeerId, signal?: AbortSignal): Promise<number> {
    return track(
      fetchBook(peer, signal).catch((error: unknown) => {
        logger.debug({ err: error, peer: peer.toString() }, 'offer book not received');
        return 0;
      }),
    );
  }

  return {
    async publish(announcement) {
      if (libp2p.status !== 'started') throw new SuanliError('NETWORK_NOT_RUNNING');
      await announce(await offers.publish(announcement));
    },
    list: () => offers.list(),
    subscribe: (listener) => offers.subscribe(listener),
    async refresh(refreshOptions) {
      const counts = await Promise.all(
        [...bookPeers.values()].map((peer) => fetchBookQuietly(peer, refreshOptions?.signal)),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async start() {
      pubsub.topicValidators.set(topic, (peer, message) => validate(peer, unwrapAnnouncement(message.data)));
      pubsub.addEventListener('gossipsub:heartbeat', onHeartbeat);
      pubsub.addEventListener('gossipsub:graft', onGraft);
      pubsub.subscribe(topic);
      await libp2p.handle(bookProtocolId, (stream, connection) => {
        const peer = connection.remotePeer.toString();
        void track(
          answerBook(stream, peer).catch((error: unknown) => {
            logger.debug({ err: error, peer }, 'offer book not sent');
          }),
        );
      });
      topologyId = await libp2p.register(bookProtocolId, {
        onConnect(peer) {
          bookPeers.set(peer.toString(), peer);
          void fetchBookQuietly(peer);
        },
        onDisconnect(peer) {
          bookPeers.delete(peer.toString());
        },
      });
    },
    async stop() {
      stopped.abort();
      pubsub.removeEventListener('gossipsub:heartbeat', onHeartbeat);
      pubsub.removeEventListener('gossipsub:graft', onGraft);
      if (topologyId !== undefined) libp2p.unregister(topologyId);
      await Promise.allSettled([...exchanges]);
    },
  };
}
