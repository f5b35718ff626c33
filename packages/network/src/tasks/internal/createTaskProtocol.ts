import { isPeerId, type Libp2p } from '@libp2p/interface';
import { SuanliError, taskProtocolId } from '@suanli/protocol';
import { dialError, parseTarget } from '../../internal/peerTarget.ts';
import type { NetworkLogger } from '../../NetworkLogger.ts';
import type { PeerTarget } from '../../PeerTarget.ts';
import type { TaskProtocol } from '../TaskProtocol.ts';
import type { TaskProtocolOptions } from '../TaskProtocolOptions.ts';
import type { TaskSession } from '../TaskSession.ts';
import { openTaskSession } from './openTaskSession.ts';

const dialTimeoutMs = 10_000;
/** Sessions that one peer may hold open at the same time. */
const maxSessionsPerPeer = 64;

const defaults: Required<TaskProtocolOptions> = {
  heartbeatIntervalMs: 2_000,
  silenceTimeoutMs: 8_000,
  maxMessageBytes: 8 * 2 ** 20,
  maxBufferedBytes: 2 ** 20,
  load: () => ({ running: 0, queued: 0 }),
};

/** The task protocol on a libp2p node, with its end for the network's stop. */
export function createTaskProtocol(
  dependencies: { libp2p: Libp2p; logger: NetworkLogger },
  taskOptions: TaskProtocolOptions = {},
): TaskProtocol & { stop(): Promise<void> } {
  const { libp2p, logger } = dependencies;
  const options = { ...defaults, ...taskOptions };
  const open = new Set<TaskSession>();
  let handler: ((session: TaskSession) => void) | undefined;

  function track(session: TaskSession): TaskSession {
    open.add(session);
    void session.closed.then((reason) => {
      open.delete(session);
      logger.debug({ peer: session.remotePeer, code: reason?.code }, 'task session ended');
    });
    return session;
  }

  return {
    async handle(newHandler) {
      const isFirst = handler === undefined;
      handler = newHandler;
      if (!isFirst) return;
      await libp2p.handle(
        taskProtocolId,
        (stream, connection) => {
          const session = track(openTaskSession({ stream, remotePeer: connection.remotePeer.toString() }, options));
          try {
            if (handler === undefined) session.abort();
            else handler(session);
          } catch (error) {
            logger.warn({ err: error, peer: session.remotePeer }, 'the task handler failed');
            session.abort();
          }
        },
        { maxInboundStreams: maxSessionsPerPeer, maxOutboundStreams: maxSessionsPerPeer },
      );
    },
    async unhandle() {
      handler = undefined;
      await libp2p.unhandle(taskProtocolId);
    },
    async dial(target: PeerTarget, dialOptions) {
      if (libp2p.status !== 'started') throw new SuanliError('NETWORK_NOT_RUNNING');
      const peer = parseTarget(target);
      const timeout = AbortSignal.timeout(dialTimeoutMs);
      const signal = dialOptions?.signal === undefined ? timeout : AbortSignal.any([timeout, dialOptions.signal]);
      try {
        signal.throwIfAborted();
        const connection = await libp2p.dial(peer, { signal });
        const stream = await connection.newStream(taskProtocolId, {
          signal,
          maxOutboundStreams: maxSessionsPerPeer,
        });
        return track(openTaskSession({ stream, remotePeer: connection.remotePeer.toString() }, options));
      } catch (cause) {
        throw dialError(isPeerId(peer) ? peer.toString() : target, taskProtocolId, cause);
      }
    },
    sessions: () => [...open],
    async stop() {
      await Promise.all([...open].map((session) => session.close()));
    },
  };
}
