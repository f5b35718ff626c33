import type { PeerTarget } from '../PeerTarget.ts';
import type { MessageSession } from './MessageSession.ts';

/** A protocol whose peers hold sessions: the tasks of deals, or leases. */
export interface MessageProtocol<Message> {
  /**
   * Accepts sessions from whoever dials; a second call replaces the handler. Peers may dial before the promise resolves.
   *
   * An error that the handler throws ends that session alone.
   */
  handle(handler: (session: MessageSession<Message>) => void): Promise<void>;
  /** No more sessions are accepted; open ones go on. */
  unhandle(): Promise<void>;
  /**
   * Opens a session to a provider: by all of its multiaddrs, one of them, or its peer id where it is known already.
   *
   * Gives up after 10 s, or when the signal aborts.
   *
   * @throws SuanliError `NETWORK_NOT_RUNNING`, `NETWORK_ADDRESS_MALFORMED`, `NETWORK_UNREACHABLE`, `NETWORK_PROTOCOL_UNSUPPORTED`
   */
  dial(target: PeerTarget, options?: { signal?: AbortSignal }): Promise<MessageSession<Message>>;
  /** Sessions that are open now, of both directions. */
  sessions(): readonly MessageSession<Message>[];
}
