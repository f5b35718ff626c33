import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { gossipsub } from '@libp2p/gossipsub';
import { identify } from '@libp2p/identify';
import { ping } from '@libp2p/ping';
import { tcp } from '@libp2p/tcp';
import { createLibp2p } from 'libp2p';
import { gossipOptions } from '../../src/internal/gossipOptions.ts';
import { offerTopic } from '../../src/offers/internal/createOfferBook.ts';
import { domain, loopback, stopAfterTest } from './networks.ts';

/** A libp2p node that keeps to no rule of ours: tests make it say what no honest peer would. */
export async function startRawPeer() {
  const libp2p = await createLibp2p({
    addresses: { listen: [loopback] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    connectionManager: { inboundConnectionThreshold: 1000 },
    services: { identify: identify(), ping: ping(), pubsub: gossipsub(gossipOptions(offerTopic(domain))) },
  });
  return stopAfterTest(libp2p);
}

export type RawPeer = Awaited<ReturnType<typeof startRawPeer>>;

export function addressesOf(peer: RawPeer): string[] {
  return peer.getMultiaddrs().map((address) => address.toString());
}
