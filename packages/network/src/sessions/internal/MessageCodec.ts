/** What every message has. */
export interface WireMessage {
  readonly type: string;
}

/** The message that every protocol with sessions has, sent and taken off by the session itself. */
export interface Heartbeat {
  readonly type: 'heartbeat';
  readonly running: number;
  readonly queued: number;
}

/** How the messages of a protocol are written and read. */
export interface MessageCodec<Message extends WireMessage> {
  /** What a message is called in errors, such as `task message`. */
  readonly what: string;
  encode(message: Message | Heartbeat): Uint8Array;
  /** @throws SuanliError `MESSAGE_MALFORMED` */
  decode(bytes: Uint8Array): Message;
}
