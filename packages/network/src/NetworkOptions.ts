import type { BrokerDomain } from '@suanli/protocol';
import type { BlobStore } from './blobs/BlobStore.ts';
import type { BlobsOptions } from './blobs/BlobsOptions.ts';
import type { NetworkLogger } from './NetworkLogger.ts';
import type { OfferBookOptions } from './offers/OfferBookOptions.ts';
import type { SessionOptions } from './sessions/SessionOptions.ts';

/** Options of {@link createNetwork}. */
export interface NetworkOptions {
  /** The market: offers are signed for it, and gossip topics are named after it. */
  readonly domain: BrokerDomain;
  /** A protobuf-encoded libp2p private key, see {@link generateNetworkKey}. Default: a new one, good for this process alone. */
  readonly privateKey?: Uint8Array;
  /**
   * Multiaddrs to listen on, such as `/ip4/0.0.0.0/tcp/4001` and `/ip4/0.0.0.0/tcp/4002/ws`; port 0 takes a free one. Default: none,
   * which suits requesters. A browser cannot listen.
   */
  readonly listen?: readonly string[];
  /** Multiaddrs to tell others in place of those listened on; for machines behind a forwarded port or a proxy. */
  readonly announce?: readonly string[];
  /** Multiaddrs of peers to stay connected to. Default: none. Production should name several. */
  readonly bootstrap?: readonly string[];
  /** Where blocks are kept: anything of `interface-blockstore` 7. Default: memory, lost at exit and without bound. */
  readonly blockstore?: BlobStore;
  /** Default: silent. */
  readonly logger?: NetworkLogger;
  /** Most peers that may be connected at the same time; beyond that the least valuable are cut. Default 300. */
  readonly maxConnections?: number;
  readonly offers?: OfferBookOptions;
  /** Sessions for the tasks of deals. */
  readonly tasks?: SessionOptions;
  /** Sessions of leases. */
  readonly leases?: SessionOptions;
  /** Sessions of verifiers. */
  readonly evidence?: SessionOptions;
  readonly blobs?: BlobsOptions;
}
