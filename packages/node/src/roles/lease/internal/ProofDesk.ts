import type { ProofCommitment, ProofExecutor, ProofProgress } from '@suanli/executor/proof';
import { isSuanliError, type ProofTask, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';

export interface ProofDeskOptions {
  /** How long a proof may compute, and how long it is held for its openings. */
  readonly timeLimitMs: number;
}

/** A proof on the desk: it waits for one that was given up, computes, or is held. */
interface Work {
  /** Whose it is. */
  readonly session: object;
  readonly number: number;
  readonly controller: AbortController;
  /** Resolves when nothing of it is left. */
  readonly freed: Promise<void>;
  readonly free: () => void;
  commitment: ProofCommitment | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Makes compute proofs, one at a time in the whole daemon, so that each shows what the machine does by itself. A proof is
 * computing or held for its openings, until it is released, its session ends, or its time is over.
 */
export class ProofDesk {
  readonly #executor: ProofExecutor;
  readonly #options: ProofDeskOptions;
  readonly #works = new Set<Work>();

  constructor(executor: ProofExecutor, options: ProofDeskOptions) {
    this.#executor = executor;
    this.#options = options;
  }

  /** True while a proof is computing or held. */
  get isBusy(): boolean {
    return this.#works.size > 0;
  }

  /** @throws SuanliError `LEASE_PROOF_BUSY`, `LEASE_PROOF_UNKNOWN` where it was given up, and what `ProofExecutor.commit` throws */
  async commit(
    session: object,
    number: number,
    task: ProofTask,
    onProgress: (progress: ProofProgress) => void,
  ): Promise<ProofCommitment> {
    const others = [...this.#works];
    if (others.some(({ controller }) => !controller.signal.aborted)) throw new SuanliError('LEASE_PROOF_BUSY');
    const { promise: freed, resolve: free } = Promise.withResolvers<void>();
    const controller = new AbortController();
    const { signal } = controller;
    const work: Work = { session, number, controller, freed, free, commitment: undefined, timer: undefined };
    this.#works.add(work);
    try {
      // What was given up a moment ago may take another to end.
      for (const other of others) await other.freed;
      if (signal.aborted) throw new SuanliError('LEASE_PROOF_UNKNOWN');
      this.#limit(work);
      const commitment = await this.#executor.commit(task, { signal, onProgress });
      work.commitment = commitment;
      if (signal.aborted) throw new SuanliError('LEASE_PROOF_UNKNOWN');
      this.#limit(work);
      signal.addEventListener('abort', () => this.#finish(work), { once: true });
      return commitment;
    } catch (error) {
      this.#finish(work);
      throw isSuanliError(error) ? error : new SuanliError('LEASE_PROOF_FAILED', { cause: error });
    }
  }

  /** @throws SuanliError `LEASE_PROOF_UNKNOWN`, and what `ProofCommitment.open` throws */
  async open(session: object, number: number, indexes: readonly number[]): Promise<Hex[]> {
    const work = this.#of(session, number);
    if (!work?.commitment) throw new SuanliError('LEASE_PROOF_UNKNOWN');
    try {
      return await work.commitment.open(indexes, { signal: work.controller.signal });
    } catch (error) {
      throw isSuanliError(error) ? error : new SuanliError('LEASE_PROOF_FAILED', { cause: error });
    }
  }

  /** Gives up one proof of a session, or whatever it has. */
  release(session: object, number?: number): void {
    this.#of(session, number)?.controller.abort();
  }

  async stop(): Promise<void> {
    for (const { controller } of this.#works) controller.abort();
    await Promise.all([...this.#works].map(({ freed }) => freed));
    await this.#executor.stop();
  }

  #of(session: object, number?: number): Work | undefined {
    for (const work of this.#works) {
      const isMeant = work.session === session && (number === undefined || work.number === number);
      if (isMeant && !work.controller.signal.aborted) return work;
    }
    return undefined;
  }

  #limit(work: Work): void {
    clearTimeout(work.timer);
    work.timer = setTimeout(() => work.controller.abort(), this.#options.timeLimitMs);
    work.timer.unref();
  }

  #finish(work: Work): void {
    clearTimeout(work.timer);
    work.commitment?.release();
    this.#works.delete(work);
    work.free();
  }
}
