import type { SuanliError } from '@suanli/protocol';

/** How busy a peer is: what its heartbeats carry. */
export interface PeerLoad {
  /** Tasks that run now. */
  readonly running: number;
  /** Tasks that wait for a free slot. */
  readonly queued: number;
}

/**
 * One stream of a protocol of ours: messages of one kind in both directions, in order.
 *
 * Heartbeats are sent and taken off by the session itself; `messages` does not show them.
 *
 * @example
 * const session = await network.tasks.dial(announcement.capability.addresses, { signal });
 * await session.send({ type: 'cancel', dealId, taskIndexes: [3] });
 * for await (const message of session.messages) handle(message);
 * const reason = await session.closed;
 */
export interface MessageSession<Message> {
  readonly remotePeer: string;
  /** Which side opened it. */
  readonly direction: 'inbound' | 'outbound';
  /**
   * Sends a message; messages sent in one turn of the event loop travel together. Resolves when the stream has taken it,
   * which waits while the remote does not read: awaiting it is what bounds the sender's memory.
   *
   * @throws SuanliError `NETWORK_FRAME_TOO_LARGE` (nothing was sent, the session goes on), `NETWORK_ABORTED` (by the signal,
   * before it went out), or why the session ended, such as `NETWORK_CLOSED` or `NETWORK_SILENT`
   */
  send(message: Message, options?: { signal?: AbortSignal }): Promise<void>;
  /**
   * The remote's messages in order, for one consumer. A consumer that does not read holds the remote back. Ends when the
   * session has ended and all that arrived before was read; `closed` tells why. It never throws.
   */
  readonly messages: AsyncIterable<Message>;
  /** What the remote's last heartbeat said; undefined before the first. */
  readonly remoteLoad: PeerLoad | undefined;
  /**
   * Ends the session in order and resolves when the remote has all that was sent before; gives up after 5 s, and `closed` is
   * then `NETWORK_CLOSED`. Never throws.
   */
  close(): Promise<void>;
  /** Ends the session at once: what was neither sent nor read is dropped. `closed` then gives this error. */
  abort(error?: SuanliError): void;
  /**
   * Resolves when the session ends, never rejects: undefined where either side closed it in order, else why:
   * `NETWORK_CLOSED`, `NETWORK_SILENT`, `NETWORK_FRAME_TOO_LARGE`, `NETWORK_MALFORMED`, `MESSAGE_MALFORMED`,
   * or what `abort` was given.
   */
  readonly closed: Promise<SuanliError | undefined>;
}
