import type { OfferAnnouncement } from '@suanli/protocol';
import type { Address } from 'viem';
import type { Health } from '../telemetry/startTelemetryServer.ts';

/** A running daemon; see {@link createNode}. */
export interface SuanliNode {
  /** The account that signs and is paid. */
  readonly account: Address;
  /**
   * Opens the store, starts the sandboxes and the network, and serves.
   *
   * @throws SuanliError `NODE_STORE_LOCKED` and other codes of the store, `EXECUTOR_START_FAILED`, `NETWORK_START_FAILED`,
   * `NODE_TELEMETRY_LISTEN_FAILED`, `NODE_CHAIN_WRONG`, `NODE_STOPPING`; what had started is stopped again
   */
  start(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /**
   * Takes no more tasks, lets running ones finish for up to `provider.stopTimeout`, answers on chain what was delivered and
   * not agreed on, and closes. Never throws; safe to call twice.
   */
  stop(): Promise<void>;
  /** Multiaddrs that others reach it by. */
  addresses(): string[];
  /** Its libp2p peer id. */
  readonly peerId: string;
  /** Where `/healthz` and `/metrics` are; undefined where they are off. */
  readonly telemetryUrl: string | undefined;
  /** The offer announced last; undefined before the first. */
  readonly offer: OfferAnnouncement | undefined;
  health(): Health;
}
