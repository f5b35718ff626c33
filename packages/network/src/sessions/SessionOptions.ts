import type { PeerLoad } from './MessageSession.ts';

/** Options of a protocol's sessions; the defaults suit production. */
export interface SessionOptions {
  /** Milliseconds between heartbeats. Default 2000. Must be well below the remote's `silenceTimeoutMs`. */
  readonly heartbeatIntervalMs?: number;
  /** Milliseconds without a byte from the remote after which a session ends with `NETWORK_SILENT`. Default 8000. */
  readonly silenceTimeoutMs?: number;
  /** Largest message, encoded, that is sent or accepted. Default 8 MiB, the protocol's limit. */
  readonly maxMessageBytes?: number;
  /** Bytes of received messages that wait for a slow consumer before the remote is held back. Default 1 MiB. */
  readonly maxBufferedBytes?: number;
  /** What heartbeats say about this machine. Default: nothing runs, nothing waits. */
  readonly load?: () => PeerLoad;
}
