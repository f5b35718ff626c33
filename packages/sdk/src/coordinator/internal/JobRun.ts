import { isSuanliError, SuanliError } from '@suanli/protocol';
import { type Address, formatEther, type Hex } from 'viem';
import { getBankAccount } from '../../actions/bank/getBankAccount.ts';
import type { JobProgress } from '../JobProgress.ts';
import type { DealRecord, JobRecord } from '../JobRecord.ts';
import type { JobStore } from '../JobStore.ts';
import type { OfferMatches } from '../matchOffers.ts';
import type { JobContext, JobPatience, RunJobOptions } from '../runJob.ts';

/** What a conductor works with. */
export type StoredJobContext = Omit<JobContext, 'store'> & { readonly store: JobStore };

/** What a conductor knows of how far its job is. */
export type ConductorProgress = Omit<JobProgress, 'jobId' | 'step' | 'tasks'>;

/** How long may pass between two looks at a job. */
export const tickMs = 200;

/**
 * One run of a job in this process: its record, its patience, whom it tells, and what it waits for. How the job is verified and
 * paid is its conductor's.
 */
export class JobRun {
  readonly context: StoredJobContext;
  readonly patience: Required<JobPatience>;
  readonly signal: AbortSignal;
  /** Providers not to take any more, in lower case. */
  readonly excluded = new Set<Address>();
  /** The offers at the last look. */
  matches: OfferMatches = { capable: [], incapable: [] };
  readonly #onProgress: RunJobOptions['onProgress'];
  #progress: () => ConductorProgress = () => noProgress;
  #record: JobRecord;
  #step: JobProgress['step'] | undefined;
  #failure: unknown;
  #resolveChange: () => void = () => undefined;

  constructor(context: StoredJobContext, record: JobRecord, patience: JobPatience, options: RunJobOptions) {
    this.context = context;
    this.#record = record;
    this.#onProgress = options.onProgress;
    this.signal = options.signal ?? new AbortController().signal;
    this.patience = {
      offersMs: patience.offersMs ?? 15_000,
      moreOffersMs: patience.moreOffersMs ?? 1_500,
      reconnectMs: patience.reconnectMs ?? 20_000,
      slowFactor: patience.slowFactor ?? 4,
      slowMinimumMs: patience.slowMinimumMs ?? 5_000,
      answerMs: patience.answerMs ?? 10_000,
      chainMs: patience.chainMs ?? 120_000,
    };
  }

  get record(): JobRecord {
    return this.#record;
  }

  /** Has the conductor do its work, and clean up whatever becomes of it. */
  async conduct<T>(conductor: {
    readonly work: () => Promise<T>;
    readonly progress: () => ConductorProgress;
    readonly end: () => Promise<void>;
  }): Promise<T> {
    this.#progress = conductor.progress;
    const onAbort = () => this.wake();
    this.signal.addEventListener('abort', onAbort);
    try {
      this.throwIfAborted();
      return await conductor.work();
    } finally {
      this.signal.removeEventListener('abort', onAbort);
      await conductor.end();
    }
  }

  /** Durable when it resolves. */
  async save(change: Partial<JobRecord>): Promise<void> {
    this.#record = { ...this.#record, ...change };
    await this.context.store.saveJob(this.#record);
  }

  async saveDeal(dealId: Hex, change: Partial<DealRecord>): Promise<void> {
    await this.save({
      deals: this.#record.deals.map((deal) => (deal.dealId === dealId ? { ...deal, ...change } : deal)),
    });
  }

  async addGas(gasUsed: bigint): Promise<void> {
    await this.save({ gasUsed: this.#record.gasUsed + gasUsed });
  }

  exclude(provider: Address): void {
    this.excluded.add(provider.toLowerCase() as Address);
  }

  /** Nobody is to work for an account that could not pay. */
  async requireFunds(neededWei: bigint): Promise<void> {
    const { availableWei } = await this.patiently(() => getBankAccount(this.context.client));
    if (availableWei >= neededWei) return;
    throw new SuanliError('JOB_FUNDS_TOO_SMALL', {
      parameters: { needed: formatEther(neededWei), available: formatEther(availableWei) },
    });
  }

  /** Repeats a chain call through an outage, for as long as patience lasts. */
  async patiently<T>(call: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + this.patience.chainMs;
    for (;;) {
      try {
        return await call();
      } catch (error) {
        const passing = isSuanliError(error, 'CHAIN_UNREACHABLE') && Date.now() < deadline;
        if (!passing || this.signal.aborted) throw error;
        await this.nextChange();
      }
    }
  }

  setStep(step: JobProgress['step']): void {
    if (this.#step === step) return;
    this.#step = step;
    this.changed();
  }

  /** Tells of the progress, and has what waits look again. */
  changed(): void {
    this.wake();
    try {
      this.#onProgress?.({
        jobId: this.#record.jobId,
        step: this.#step ?? 'offers',
        tasks: this.#record.tasks.length,
        ...this.#progress(),
      });
    } catch (error) {
      // Thrown into a runner it would look like the provider's fault.
      this.fail(error);
    }
  }

  /** Ends the job with an error of this side. */
  fail(error: unknown): void {
    this.#failure ??= error;
    this.wake();
  }

  throwIfAborted(): void {
    if (this.signal.aborted) throw new SuanliError('JOB_ABORTED', { cause: this.signal.reason });
  }

  /** Throws where the job was stopped, or an error of this side has ended it. */
  throwIfOver(): void {
    this.throwIfAborted();
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Has what waits look again, and tells nobody. */
  wake(): void {
    this.#resolveChange();
  }

  /** Resolves at the next change, at the latest after a tick. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, tickMs);
      this.#resolveChange = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const noProgress: ConductorProgress = { tasksDone: 0, tasksFailed: 0, work: 0n, costWei: 0n, deals: [] };
