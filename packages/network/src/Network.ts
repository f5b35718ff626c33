import type { Blobs } from './blobs/Blobs.ts';
import type { EvidenceProtocol } from './evidence/EvidenceProtocol.ts';
import type { LeaseProtocol } from './leases/LeaseProtocol.ts';
import type { OfferBook } from './offers/OfferBook.ts';
import type { PeerTarget } from './PeerTarget.ts';
import type { TaskProtocol } from './tasks/TaskProtocol.ts';

/** A peer came or went: its first connection was opened, or its last one was closed. */
export interface PeerEvent {
  readonly type: 'connected' | 'disconnected';
  readonly peerId: string;
}

/**
 * One peer of the network of a market: its identity, connections, offers, task sessions and blobs.
 *
 * Trust: connections are encrypted and the remote's peer id is proved (noise); who stands behind a peer id is not.
 */
export interface Network {
  readonly peerId: string;
  /** The multiaddrs that others reach this peer by, each ending in its peer id; empty before `start` and in a browser. */
  addresses(): string[];
  /**
   * Listens, and connects to the bootstrap peers: resolves when each was tried once. Those out of reach are tried again for as
   * long as the network runs, after 1 s, 2 s, … up to 30 s.
   *
   * @throws SuanliError `NETWORK_START_FAILED` (it may be started again), `NETWORK_ABORTED` (stop it), `NETWORK_NOT_RUNNING` (it was
   * stopped before)
   */
  start(options?: { signal?: AbortSignal }): Promise<void>;
  /** Ends sessions in order, closes connections, and frees all handles, so that a process can exit. Never throws. */
  stop(): Promise<void>;
  /**
   * Connects to a peer and returns its peer id; nothing happens where a connection is open. Gives up after 10 s.
   *
   * @throws SuanliError `NETWORK_NOT_RUNNING`, `NETWORK_ADDRESS_MALFORMED`, `NETWORK_UNREACHABLE`
   */
  connect(target: PeerTarget, options?: { signal?: AbortSignal }): Promise<string>;
  /** Peer ids with an open connection. */
  peers(): string[];
  /** Calls the listener when a peer comes or goes; returns the way to stop it. */
  subscribe(listener: (event: PeerEvent) => void): () => void;
  readonly offers: OfferBook;
  readonly tasks: TaskProtocol;
  readonly leases: LeaseProtocol;
  readonly evidence: EvidenceProtocol;
  readonly blobs: Blobs;
}
