import type { MessageSession } from '@suanli/network';
import { SuanliError } from '@suanli/protocol';

/**
 * The same session, ended where more messages than a number wait for a peer that does not read. Most senders wait for each
 * message; those that cannot, because a slot of the executor would wait with them, are bounded by this.
 */
export function limitBacklog<Message>(session: MessageSession<Message>, maxUnsent: number): MessageSession<Message> {
  let unsent = 0;
  return {
    remotePeer: session.remotePeer,
    direction: session.direction,
    get remoteLoad() {
      return session.remoteLoad;
    },
    messages: session.messages,
    closed: session.closed,
    close: () => session.close(),
    abort: (error) => session.abort(error),
    async send(message, options) {
      if (unsent >= maxUnsent) {
        const error = new SuanliError('NODE_PEER_NOT_READING', { parameters: { peer: session.remotePeer, maxUnsent } });
        session.abort(error);
        throw error;
      }
      unsent++;
      try {
        await session.send(message, options);
      } finally {
        unsent--;
      }
    },
  };
}
