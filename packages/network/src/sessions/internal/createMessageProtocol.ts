import { isPeerId, type Libp2p } from '@libp2p/interface';
import { SuanliError } from '@suanli/protocol';
import { dialError, parseTarget } from '../../internal/peerTarget.ts';
import type { NetworkLogger } from '../../NetworkLogger.ts';
import type { PeerTarget } from '../../PeerTarget.ts';
import type { MessageProtocol } from '../MessageProtocol.ts';
import type { MessageSession } from '../MessageSession.ts';
import type { SessionOptions } from '../SessionOptions.ts';
import type { MessageCodec, WireMessage } from './MessageCodec.ts';
import { openMessageSession } from './openMessageSession.ts';

const dialTimeoutMs = 10_000;

const defaults: Required<SessionOptions> = {
  heartbeatIntervalMs: 2_000,
  silenceTimeoutMs: 8_000,
  maxMessageBytes: 8 * 2 ** 20,
  maxBufferedBytes: 2 ** 20,
  load: () => ({ running: 0, queued: 0 }),
};

/**
 * A protocol of sessions on a libp2p node, with its end for the network's stop.
 *
 * @param dependencies.maxSessionsPerPeer sessions that one peer may hold open at the same time
 */
export function createMessageProtocol<Message extends WireMessage>(
  dependencies: {
    libp2p: Libp2p;
    logger: NetworkLogger;
    protocolId: string;
    codec: MessageCodec<Message>;
    maxSessionsPerPeer: number;
  },
  sessionOptions: SessionOptions = {},
): MessageProtocol<Message> & { stop(): Promise<void> } {
  const { libp2p, logger, protocolId, codec, maxSessionsPerPeer } = dependencies;
  const options = { ...defaults, ...sessionOptions };
  const open = new Set<MessageSession<Message>>();
  let handler: ((session: MessageSession<Message>) => void) | undefined;

  function track(session: MessageSession<Message>): MessageSession<Message> {
    open.add(session);
    void session.closed.then((reason) => {
      open.delete(session);
      logger.debug({ peer: session.remotePeer, protocolId, code: reason?.code }, 'session ended');
    });
    return session;
  }

  return {
    async handle(newHandler) {
      const isFirst = handler === undefined;
      handler = newHandler;
      if (!isFirst) return;
      await libp2p.handle(
        protocolId,
        (stream, connection) => {
          const session = track(
            openMessageSession({ stream, remotePeer: connection.remotePeer.toString(), codec }, options),
          );
          try {
            if (handler === undefined) session.abort();
            else handler(session);
          } catch (error) {
            logger.warn({ err: error, peer: session.remotePeer, protocolId }, 'the handler failed');
            session.abort();
          }
        },
        { maxInboundStreams: maxSessionsPerPeer, maxOutboundStreams: maxSessionsPerPeer },
      );
    },
    async unhandle() {
      handler = undefined;
      await libp2p.unhandle(protocolId);
    },
    async dial(target: PeerTarget, dialOptions) {
      if (libp2p.status !== 'started') throw new SuanliError('NETWORK_NOT_RUNNING');
      const peer = parseTarget(target);
      const timeout = AbortSignal.timeout(dialTimeoutMs);
      const signal = dialOptions?.signal === undefined ? timeout : AbortSignal.any([timeout, dialOptions.signal]);
      try {
        signal.throwIfAborted();
        const connection = await libp2p.dial(peer, { signal });
        const stream = await connection.newStream(protocolId, {
          signal,
          maxOutboundStreams: maxSessionsPerPeer,
        });
        return track(openMessageSession({ stream, remotePeer: connection.remotePeer.toString(), codec }, options));
      } catch (cause) {
        throw dialError(isPeerId(peer) ? peer.toString() : target, protocolId, cause);
      }
    },
    sessions: () => [...open],
    async stop() {
      await Promise.all([...open].map((session) => session.close()));
    },
  };
}
