import type { PeerTarget } from '../PeerTarget.ts';
import type { TaskSession } from './TaskSession.ts';

/** The task protocol, `/suanli/task/1.0.0`. */
export interface TaskProtocol {
  /**
   * Accepts sessions from requesters; a second call replaces the handler. Peers may dial before the promise resolves.
   *
   * An error that the handler throws ends that session alone.
   */
  handle(handler: (session: TaskSession) => void): Promise<void>;
  /** No more sessions are accepted; open ones go on. */
  unhandle(): Promise<void>;
  /**
   * Opens a session to a provider: by all of its multiaddrs, one of them, or its peer id where it is known already.
   *
   * Gives up after 10 s, or when the signal aborts.
   *
   * @throws SuanliError `NETWORK_NOT_RUNNING`, `NETWORK_ADDRESS_MALFORMED`, `NETWORK_UNREACHABLE`, `NETWORK_PROTOCOL_UNSUPPORTED`
   */
  dial(target: PeerTarget, options?: { signal?: AbortSignal }): Promise<TaskSession>;
  /** Sessions that are open now, of both directions. */
  sessions(): readonly TaskSession[];
}
