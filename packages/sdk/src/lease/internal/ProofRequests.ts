import type { LeaseStream } from '@suanli/network';
import { type LeaseMessageOf, type ProofTask, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { LeaseProof, LeaseProofOptions } from '../LeaseSession.ts';
import { brokeProtocol, leaseError } from './leaseError.ts';

type Reply = LeaseMessageOf<'committed'> | LeaseMessageOf<'siblings'>;

/** One proof of a session: at most one question about it is open at a time. */
interface Entry {
  readonly onProgress: LeaseProofOptions['onProgress'];
  /** What the open question is answered with. */
  waiting: { type: Reply['type']; resolve: (reply: Reply) => void; reject: (error: SuanliError) => void } | undefined;
  /** Ends when the open question is answered. */
  turn: Promise<unknown>;
}

/** Openings of one question: as many as the protocol allows. */
const openingsPerMessage = 1_024;

/** The compute proofs of a session. */
export class ProofRequests {
  readonly #entries = new Map<number, Entry>();
  #numbers = 0;

  /** Asks for a proof over a stream that is open. */
  async prove(stream: LeaseStream, task: ProofTask, { signal, onProgress }: LeaseProofOptions): Promise<LeaseProof> {
    const number = ++this.#numbers;
    const entry: Entry = { onProgress, waiting: undefined, turn: Promise.resolve() };
    this.#entries.set(number, entry);
    const release = (): void => {
      if (!this.#entries.delete(number)) return;
      stream.send({ type: 'release', proof: number }).catch(() => undefined);
    };
    let committed: LeaseMessageOf<'committed'>;
    try {
      const { seed, leafCountLog2, hashesPerLeaf } = task;
      const question = { type: 'prove', proof: number, seed, leafCountLog2, hashesPerLeaf } as const;
      committed = await this.#ask(entry, stream, question, 'committed', signal);
    } catch (error) {
      release();
      throw error;
    }
    return {
      root: committed.root,
      elapsedMs: committed.elapsedMs,
      open: async (indexes, options = {}) => {
        const all = Array.from(indexes as readonly (bigint | number)[], Number);
        const siblings: Hex[] = [];
        for (let from = 0; from < all.length; from += openingsPerMessage) {
          if (this.#entries.get(number) !== entry) throw new SuanliError('LEASE_PROOF_UNKNOWN');
          const part = all.slice(from, from + openingsPerMessage);
          const question = { type: 'openings', proof: number, indexes: part } as const;
          const reply = await this.#ask(entry, stream, question, 'siblings', options.signal);
          if (reply.siblings.length !== part.length * task.leafCountLog2) throw brokeProtocol('openings are missing');
          siblings.push(...reply.siblings);
        }
        return siblings;
      },
      release,
    };
  }

  /** A message about a proof has come; one about a proof that was given up here says nothing. */
  take(message: LeaseMessageOf<'proving' | 'committed' | 'siblings' | 'proofFailed'>): void {
    const entry = this.#entries.get(message.proof);
    if (!entry) return;
    if (message.type === 'proving') {
      entry.onProgress?.({ leaves: message.leaves, totalLeaves: message.totalLeaves });
      return;
    }
    const { waiting } = entry;
    entry.waiting = undefined;
    if (message.type === 'proofFailed') waiting?.reject(leaseError(message));
    else if (waiting?.type === message.type) waiting.resolve(message);
    else if (waiting) waiting.reject(brokeProtocol(message.type));
  }

  /** The stream is gone, and with it every proof. */
  failAll(error: SuanliError): void {
    for (const { waiting } of this.#entries.values()) waiting?.reject(error);
    this.#entries.clear();
  }

  /** Asks one thing after another, and waits for the answer. */
  #ask<Type extends Reply['type']>(
    entry: Entry,
    stream: LeaseStream,
    question: LeaseMessageOf<'prove' | 'openings'>,
    type: Type,
    signal: AbortSignal | undefined,
  ): Promise<LeaseMessageOf<Type>> {
    const aborted = () => new SuanliError('LEASE_ABORTED', { cause: signal?.reason });
    const answer = entry.turn.then(async () => {
      if (signal?.aborted) throw aborted();
      const { promise, resolve, reject } = Promise.withResolvers<Reply>();
      entry.waiting = { type, resolve, reject };
      stream.send(question).catch(reject);
      return (await promise) as LeaseMessageOf<Type>;
    });
    entry.turn = answer.catch(() => undefined);
    if (!signal) return answer;
    // Who gives up does not wait; the answer that still comes is left lying.
    const { promise: gaveUp, reject: giveUp } = Promise.withResolvers<never>();
    const onAbort = () => giveUp(aborted());
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    return Promise.race([answer, gaveUp]).finally(() => signal.removeEventListener('abort', onAbort));
  }
}
