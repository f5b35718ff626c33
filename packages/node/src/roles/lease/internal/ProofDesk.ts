import type { ProofCommitment, ProofExecutor, ProofProgress } from '@suanli/executor/proof';
import { isSuanliError, type ProofTask, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';

export interface ProofDeskOptions {
  /** How long a proof may compute; it is held for its openings as long, but for ten minutes at most. */
  readonly timeLimitMs: number;
}

/** How long a proof is held for its openings, at most: as long as a chain may take to ask for them. */
const maxHoldMs = 600_000;
/** Tenants that may wait for the desk. */
const maxWaiting = 16;

/** A proof: it waits for its turn, computes, or is held. */
interface Work {
  /** Whose it is. */
  readonly session: object;
  /** Whose turn it is: all sessions of a right have one. */
  readonly tenant: unknown;
  readonly number: number;
  readonly controller: AbortController;
  /** Resolves when nothing of it is left. */
  readonly freed: Promise<void>;
  readonly free: () => void;
  readonly start: () => void;
  commitment: ProofCommitment | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Makes compute proofs, one at a time in the whole daemon, so that each shows what the machine does by itself. A proof is
 * computing or held for its openings, until it is released, its session ends, or its time is over. Tenants take turns: each
 * has one proof here or in the queue, so that whoever has just had the desk comes after all who wait.
 */
export class ProofDesk {
  readonly #executor: ProofExecutor;
  readonly #options: ProofDeskOptions;
  readonly #waiting: Work[] = [];
  #current: Work | undefined;

  constructor(executor: ProofExecutor, options: ProofDeskOptions) {
    this.#executor = executor;
    this.#options = options;
  }

  /** True while a proof is computing or held. */
  get isBusy(): boolean {
    return this.#current !== undefined;
  }

  /**
   * @param tenant has one proof at a time
   * @throws SuanliError `LEASE_PROOF_BUSY`, `LEASE_PROOF_UNKNOWN` where it was given up, and what `ProofExecutor.commit` throws
   */
  async commit(
    { session, tenant, number }: { readonly session: object; readonly tenant: unknown; readonly number: number },
    task: ProofTask,
    onProgress: (progress: ProofProgress) => void,
  ): Promise<ProofCommitment> {
    const has = this.#works.some((work) => work.tenant === tenant && !work.controller.signal.aborted);
    if (has || this.#waiting.length >= maxWaiting) throw new SuanliError('LEASE_PROOF_BUSY');
    const { promise: freed, resolve: free } = Promise.withResolvers<void>();
    const { promise: turn, resolve: start } = Promise.withResolvers<void>();
    const controller = new AbortController();
    const { signal } = controller;
    const work: Work = {
      session,
      tenant,
      number,
      controller,
      freed,
      free,
      start,
      commitment: undefined,
      timer: undefined,
    };
    const leave = (): void => {
      const at = this.#waiting.indexOf(work);
      if (at < 0) return;
      this.#waiting.splice(at, 1);
      start();
    };
    signal.addEventListener('abort', leave, { once: true });
    this.#waiting.push(work);
    this.#next();
    try {
      await turn;
      if (signal.aborted) throw new SuanliError('LEASE_PROOF_UNKNOWN');
      this.#limit(work, this.#options.timeLimitMs);
      const commitment = await this.#executor.commit(task, { signal, onProgress });
      work.commitment = commitment;
      if (signal.aborted) throw new SuanliError('LEASE_PROOF_UNKNOWN');
      this.#limit(work, Math.min(this.#options.timeLimitMs, maxHoldMs));
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
    const works = this.#works;
    for (const { controller } of works) controller.abort();
    await Promise.all(works.map(({ freed }) => freed));
    await this.#executor.stop();
  }

  get #works(): Work[] {
    return this.#current ? [this.#current, ...this.#waiting] : [...this.#waiting];
  }

  #next(): void {
    if (this.#current) return;
    this.#current = this.#waiting.shift();
    this.#current?.start();
  }

  #of(session: object, number?: number): Work | undefined {
    for (const work of this.#works) {
      const isMeant = work.session === session && (number === undefined || work.number === number);
      if (isMeant && !work.controller.signal.aborted) return work;
    }
    return undefined;
  }

  #limit(work: Work, limitMs: number): void {
    clearTimeout(work.timer);
    work.timer = setTimeout(() => work.controller.abort(), limitMs);
    work.timer.unref();
  }

  #finish(work: Work): void {
    clearTimeout(work.timer);
    work.commitment?.release();
    if (this.#current === work) this.#current = undefined;
    work.free();
    this.#next();
  }
}
