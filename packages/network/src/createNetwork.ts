import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { privateKeyFromProtobuf } from '@libp2p/crypto/keys';
import { gossipsub } from '@libp2p/gossipsub';
import { identify } from '@libp2p/identify';
import type { Libp2p, PeerId, PrivateKey } from '@libp2p/interface';
import { ping } from '@libp2p/ping';
import {
  decodeEvidenceMessage,
  decodeLeaseMessage,
  decodeTaskMessage,
  encodeEvidenceMessage,
  encodeLeaseMessage,
  encodeTaskMessage,
  evidenceProtocolId,
  leaseProtocolId,
  SuanliError,
  taskProtocolId,
} from '@suanli/protocol';
import { MemoryBlockstore } from 'blockstore-core';
import { createLibp2p } from 'libp2p';
import { transports } from '#transports';
import { createBlobs } from './blobs/internal/createBlobs.ts';
import { gossipOptions } from './internal/gossipOptions.ts';
import { keepConnected } from './internal/keepConnected.ts';
import { dialError, parseTarget } from './internal/peerTarget.ts';
import { raceSignal } from './internal/raceSignal.ts';
import { silentLogger } from './internal/silentLogger.ts';
import type { Network, PeerEvent } from './Network.ts';
import type { NetworkOptions } from './NetworkOptions.ts';
import { createOfferBook, offerTopic } from './offers/internal/createOfferBook.ts';
import type { PeerTarget } from './PeerTarget.ts';
import { createMessageProtocol } from './sessions/internal/createMessageProtocol.ts';

const connectTimeoutMs = 10_000;
/** Providers of one data centre share an address, so the limits per host of libp2p (5 new connections per second) are too low. */
const maxInboundPerHostAndSecond = 200;

/** Sessions that one peer may hold open at the same time; whoever holds a deal or a right needs few. */
const maxTaskSessionsPerPeer = 64;
const maxLeaseSessionsPerPeer = 16;
const maxEvidenceSessionsPerPeer = 4;

/**
 * One stream may have this many bytes under way. A paused stream must be able to hold all of them, or the stack resets it:
 * hence a read buffer of twice the window.
 */
const maxStreamWindowBytes = 2 * 2 ** 20;

/**
 * Makes a peer of a market's network; nothing happens before `start`.
 *
 * It speaks libp2p: TCP (Node only) and WebSocket, noise, yamux, identify, ping, gossipsub 1.1 for offers,
 * `/suanli/task/1.0.0`, `/suanli/lease/1.0.0`, `/suanli/evidence/1.0.0`, and bitswap 1.2 for blobs.
 *
 * @throws SuanliError `NETWORK_KEY_MALFORMED`, `NETWORK_ADDRESS_MALFORMED`
 *
 * @example
 * const network = await createNetwork({ domain, listen: ['/ip4/127.0.0.1/tcp/0'], bootstrap: ['/ip4/…/p2p/12D3Koo…'] });
 * await network.start();
 * network.offers.subscribe(({ offer }) => console.log(offer.provider, offer.priceWeiPerGwu));
 */
export async function createNetwork(options: NetworkOptions): Promise<Network> {
  const { domain } = options;
  const logger = options.logger ?? silentLogger;
  const privateKey = readKey(options.privateKey);
  for (const address of [...(options.listen ?? []), ...(options.announce ?? []), ...(options.bootstrap ?? [])]) {
    parseTarget([address]);
  }

  const libp2p = await createLibp2p({
    start: false,
    ...(privateKey === undefined ? {} : { privateKey }),
    nodeInfo: { name: 'suanli', version: '0.1.0' },
    addresses: { listen: [...(options.listen ?? [])], announce: [...(options.announce ?? [])] },
    transports: transports(),
    connectionEncrypters: [noise()],
    streamMuxers: [
      yamux({
        streamOptions: { maxStreamWindowSize: maxStreamWindowBytes, maxReadBufferLength: 2 * maxStreamWindowBytes },
      }),
    ],
    // in a browser, libp2p by itself refuses unencrypted WebSockets and private addresses: noise encrypts, and labs are private
    connectionGater: { denyDialMultiaddr: () => false },
    connectionManager: {
      inboundConnectionThreshold: maxInboundPerHostAndSecond,
      maxIncomingPendingConnections: maxInboundPerHostAndSecond,
      ...(options.maxConnections === undefined ? {} : { maxConnections: options.maxConnections }),
    },
    // a peer that computes may answer late; task sessions notice silence by themselves
    connectionMonitor: { pingTimeout: { minTimeout: 20_000 } },
    services: { identify: identify(), ping: ping(), pubsub: gossipsub(gossipOptions(offerTopic(domain))) },
  });

  const offers = createOfferBook({ libp2p, domain, logger }, options.offers);
  const tasks = createMessageProtocol(
    {
      libp2p,
      logger,
      protocolId: taskProtocolId,
      codec: { what: 'task message', encode: encodeTaskMessage, decode: decodeTaskMessage },
      maxSessionsPerPeer: maxTaskSessionsPerPeer,
    },
    options.tasks,
  );
  const leases = createMessageProtocol(
    {
      libp2p,
      logger,
      protocolId: leaseProtocolId,
      codec: { what: 'lease message', encode: encodeLeaseMessage, decode: decodeLeaseMessage },
      maxSessionsPerPeer: maxLeaseSessionsPerPeer,
    },
    options.leases,
  );
  const evidence = createMessageProtocol(
    {
      libp2p,
      logger,
      protocolId: evidenceProtocolId,
      codec: { what: 'evidence message', encode: encodeEvidenceMessage, decode: decodeEvidenceMessage },
      maxSessionsPerPeer: maxEvidenceSessionsPerPeer,
    },
    options.evidence,
  );
  const blobs = createBlobs(
    { libp2p, blockstore: options.blockstore ?? new MemoryBlockstore(), logger },
    options.blobs,
  );
  const stopped = new AbortController();
  let bootstrapping: Promise<void> = Promise.resolve();

  return {
    peerId: libp2p.peerId.toString(),
    addresses: () => libp2p.getMultiaddrs().map((address) => address.toString()),
    async start(startOptions) {
      const signal = startOptions?.signal;
      if (stopped.signal.aborted) throw new SuanliError('NETWORK_NOT_RUNNING');
      if (signal?.aborted) throw new SuanliError('NETWORK_ABORTED', { cause: signal.reason });
      try {
        await libp2p.start();
      } catch (cause) {
        await libp2p.stop();
        throw new SuanliError('NETWORK_START_FAILED', {
          parameters: { addresses: (options.listen ?? []).join(', ') },
          cause,
        });
      }
      await Promise.all([offers.start(), blobs.start()]);
      const { firstTry, ended } = keepConnected(
        { libp2p, logger },
        { addresses: options.bootstrap ?? [], signal: stopped.signal },
      );
      bootstrapping = ended;
      try {
        await (signal === undefined ? firstTry : raceSignal(firstTry, signal));
      } catch (cause) {
        throw new SuanliError('NETWORK_ABORTED', { cause });
      }
      logger.info(
        { peerId: libp2p.peerId.toString(), addresses: libp2p.getMultiaddrs().map(String) },
        'network started',
      );
    },
    async stop() {
      if (stopped.signal.aborted) return;
      stopped.abort();
      await Promise.all([tasks.stop(), leases.stop(), evidence.stop()]);
      await Promise.all([offers.stop(), blobs.stop(), bootstrapping]);
      await libp2p.stop();
      logger.info({ peerId: libp2p.peerId.toString() }, 'network stopped');
    },
    async connect(target: PeerTarget, connectOptions) {
      if (libp2p.status !== 'started') throw new SuanliError('NETWORK_NOT_RUNNING');
      const peer = parseTarget(target);
      const timeout = AbortSignal.timeout(connectTimeoutMs);
      const signal = connectOptions?.signal === undefined ? timeout : AbortSignal.any([timeout, connectOptions.signal]);
      try {
        signal.throwIfAborted();
        return (await libp2p.dial(peer, { signal })).remotePeer.toString();
      } catch (cause) {
        throw dialError(target, undefined, cause);
      }
    },
    peers: () => libp2p.getPeers().map((peer) => peer.toString()),
    subscribe: (listener) => subscribeToPeers(libp2p, listener),
    offers,
    tasks,
    leases,
    evidence,
    blobs,
  };
}

function readKey(bytes: Uint8Array | undefined): PrivateKey | undefined {
  if (bytes === undefined) return undefined;
  try {
    return privateKeyFromProtobuf(bytes);
  } catch (cause) {
    throw new SuanliError('NETWORK_KEY_MALFORMED', { cause });
  }
}

function subscribeToPeers(libp2p: Libp2p, listener: (event: PeerEvent) => void): () => void {
  const onConnect = (event: CustomEvent<PeerId>) => listener({ type: 'connected', peerId: event.detail.toString() });
  const onDisconnect = (event: CustomEvent<PeerId>) =>
    listener({ type: 'disconnected', peerId: event.detail.toString() });
  libp2p.addEventListener('peer:connect', onConnect);
  libp2p.addEventListener('peer:disconnect', onDisconnect);
  return () => {
    libp2p.removeEventListener('peer:connect', onConnect);
    libp2p.removeEventListener('peer:disconnect', onDisconnect);
  };
}
