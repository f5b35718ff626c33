import type { EvidenceSession, Network } from '@suanli/network';
import {
  type EvidenceMessage,
  type EvidenceMessageOf,
  isSuanliError,
  maxEvidenceLeaves,
  optimisticPolicy,
  SuanliError,
} from '@suanli/protocol';
import type { Reconciler } from '../../reconciler/Reconciler.ts';
import type { Store } from '../../store/Store.ts';
import { wireError } from '../../tasks/wireError.ts';
import type { Logger } from '../../telemetry/createLogger.ts';

/** Shows verifiers what this provider answered. */
export interface EvidenceDesk {
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly sessions: number;
}

export interface EvidenceDeskDependencies {
  readonly store: Pick<Store, 'deal' | 'job' | 'answer' | 'leafPage'>;
  readonly reconciler: Pick<Reconciler, 'isAnswered'>;
  readonly network: { readonly evidence: Pick<Network['evidence'], 'handle' | 'unhandle'> };
  readonly logger: Logger;
}

export interface EvidenceDeskOptions {
  /** Sessions at the same time, of all peers. Default 16. */
  readonly maxSessions?: number;
  /** Sessions of one peer at the same time. Default 2. */
  readonly maxSessionsPerPeer?: number;
  /** How long a session may take, in milliseconds. Default 600000. */
  readonly sessionMs?: number;
  /** Bytes that are shown in a second, to all peers together. Default 8 MiB. */
  readonly bytesPerSecond?: number;
}

/** Tasks of one message: well inside the protocol's frames, for what a single task may add. */
const maxTaskBytes = 1_024 * 1_024;
/** A leaf besides its task. */
const leafBytes = 128;

/**
 * Makes the provider's side of the evidence protocol.
 *
 * Trust: whoever asks is a stranger. It is shown nothing but deals of policy `optimistic` whose answer is on chain, which is what anybody
 * may look at; it costs reads of the store, one after the other, and bytes up to a rate.
 */
export function createEvidenceDesk(
  dependencies: EvidenceDeskDependencies,
  options: EvidenceDeskOptions = {},
): EvidenceDesk {
  const { store, reconciler, network, logger } = dependencies;
  const { maxSessions = 16, maxSessionsPerPeer = 2, sessionMs = 600_000, bytesPerSecond = 8 * 1_024 * 1_024 } = options;
  const open = new Set<EvidenceSession>();
  /** When what was shown so far is paid off by the rate. */
  let freeAtMs = 0;

  async function pace(bytes: number): Promise<void> {
    const nowMs = performance.now();
    freeAtMs = Math.max(freeAtMs, nowMs) + (bytes / bytesPerSecond) * 1_000;
    // A second's worth goes at once.
    const waitMs = freeAtMs - nowMs - 1_000;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
  }

  function answerOf(dealId: EvidenceMessageOf<'getJob'>['dealId']) {
    const deal = store.deal(dealId);
    const job = store.job(dealId);
    const answer = store.answer(dealId);
    if (!deal || !job || !answer || deal.deal.policy !== optimisticPolicy || !reconciler.isAnswered(dealId)) {
      throw new SuanliError('NODE_EVIDENCE_MISSING', { parameters: { dealId } });
    }
    return { job, answer };
  }

  async function reply(message: EvidenceMessageOf<'getJob' | 'getLeaves'>): Promise<EvidenceMessage> {
    const { dealId } = message;
    const { job, answer } = answerOf(dealId);
    if (message.type === 'getJob') return { type: 'job', dealId, ...job, leafCount: answer.count };
    const { position } = message;
    const page = store.leafPage({ dealId, position, maxLeaves: maxEvidenceLeaves, maxTaskBytes });
    const leaves = page.map(({ leaf, task }) => {
      if (task === undefined) throw new SuanliError('NODE_EVIDENCE_MISSING', { parameters: { dealId } });
      const { taskIndex: _, ...rest } = leaf;
      return { task, ...rest };
    });
    await pace(page.reduce((sum, { task }) => sum + leafBytes + (task?.stdin?.length ?? 0), 0));
    return { type: 'leaves', dealId, position, leaves } as EvidenceMessage;
  }

  async function serve(session: EvidenceSession): Promise<void> {
    let ofPeer = 0;
    for (const { remotePeer } of open) if (remotePeer === session.remotePeer) ofPeer++;
    if (open.size >= maxSessions || ofPeer >= maxSessionsPerPeer) {
      session.abort(new SuanliError('NODE_EVIDENCE_BUSY', { parameters: { peer: session.remotePeer } }));
      return;
    }
    open.add(session);
    const timeout = setTimeout(() => session.abort(), sessionMs);
    timeout.unref();
    try {
      // One question at a time: the next one is read when its answer is on the way.
      for await (const message of session.messages) {
        if (message.type === 'heartbeat') continue;
        if (message.type !== 'getJob' && message.type !== 'getLeaves') {
          session.abort(new SuanliError('MESSAGE_MALFORMED', { parameters: { what: `${message.type} message` } }));
          break;
        }
        const { dealId } = message;
        const answer = await reply(message).catch((error: unknown): EvidenceMessage => {
          if (!isSuanliError(error)) throw error;
          return { type: 'refused', dealId, ...wireError(error) };
        });
        await session.send(answer);
      }
    } catch (error) {
      if (!isSuanliError(error)) logger.error({ err: error, peer: session.remotePeer }, 'evidence session failed');
      session.abort();
    } finally {
      clearTimeout(timeout);
      open.delete(session);
    }
  }

  return {
    start: () => network.evidence.handle((session) => void serve(session)),
    async stop() {
      await network.evidence.unhandle();
      await Promise.all([...open].map((session) => session.close()));
    },
    get sessions() {
      return open.size;
    },
  };
}
