import type { LeaseMessage } from '@suanli/protocol';

/** The other end of a session, as far as those know it that serve it. */
export interface SessionPeer {
  readonly remotePeer: string;
  /** Aborted when the session ends. */
  readonly ended: AbortSignal;
  /** Whether its owner has shown who it is, and nothing has ended it since. */
  readonly isOpen: boolean;
  /** Never rejects. */
  send(message: LeaseMessage): Promise<void>;
  /** Tells why and ends the session; nothing that comes after counts. */
  dismiss(type: 'refused' | 'cut', error: unknown): Promise<void>;
  /** Ends the session of whoever does not keep to the protocol. */
  broke(what: string): void;
}
