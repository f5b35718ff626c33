import { isSuanliError, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { AnswerVerification } from '../AnswerVerification.ts';
import type { JobRecord } from '../JobRecord.ts';
import type { JobResult } from '../JobResult.ts';
import type { JobPatience, RunJobOptions } from '../runJob.ts';
import { AnswerVerifier } from './AnswerVerifier.ts';
import { closeDeals } from './closeDeals.ts';
import { conductJob } from './conductJob.ts';
import type { StoredJobContext } from './JobRun.ts';
import { refutedTasks } from './refutedTasks.ts';
import { reportJob } from './reportJob.ts';
import type { TaskFailure } from './TaskBoard.ts';

export interface JobWatchOptions extends RunJobOptions {
  readonly patience: JobPatience;
  readonly verify: AnswerVerification | undefined;
  readonly rerunsRefuted: boolean;
}

/**
 * Sees one job to its end: carries it on where it was interrupted, closes its deals, and has others run what was refuted meanwhile.
 *
 * A rerun is a job like any other to its conductor: of phase `running`, with tasks that have no result. What it comes to changes
 * nothing about the other deals, which are closed whether or not somebody serves.
 */
export class JobWatch {
  readonly #context: StoredJobContext;
  readonly #options: JobWatchOptions;
  #record: JobRecord;
  /** Of the last conductor; undefined where something has changed since. */
  #result: JobResult | undefined;
  /** Why tasks have no result that were run again. They are not tried once more by this watch. */
  readonly #failures = new Map<number, TaskFailure>();
  /** False once nobody serves what is to be run again. */
  #isServed = true;
  #verifier: AnswerVerifier | undefined;

  static async open(context: StoredJobContext, jobId: Hex, options: JobWatchOptions): Promise<JobWatch> {
    return new JobWatch(context, await load(context, jobId), options);
  }

  private constructor(context: StoredJobContext, record: JobRecord, options: JobWatchOptions) {
    this.#context = context;
    this.#record = record;
    this.#options = options;
  }

  /** Carries the job on until its results are here. */
  async conduct(): Promise<void> {
    if (this.#record.phase === 'ended') return;
    const { isRerun = false } = this.#record;
    // It was run already; without a rerun there are only deals to close.
    if (isRerun && this.#record.phase === 'running' && !this.#options.rerunsRefuted) {
      await this.#save({ phase: 'settling' });
    }
    try {
      this.#result = await conductJob(this.#context, this.#record, this.#options.patience, this.#options);
      this.#record = await load(this.#context, this.#record.jobId);
      if (isRerun) this.#noteFailures(this.#result);
    } catch (error) {
      this.#record = await load(this.#context, this.#record.jobId);
      if (!isRerun || !isSuanliError(error) || error.code === 'JOB_ABORTED') throw error;
      this.#isServed = false;
      this.#result = undefined;
      await this.#save({ phase: 'settling' });
    }
  }

  /** Sees all deals to their end, and has what was refuted run again, until nothing is open and nothing is to be run. */
  async settle(): Promise<void> {
    const signal = this.#options.signal ?? new AbortController().signal;
    try {
      for (;;) {
        if (this.#record.phase !== 'ended') await this.#close(signal);
        if (await this.#lacksResults(this.#record)) {
          await this.#save({ phase: 'running', isRerun: true });
          await this.conduct();
        } else if (this.#record.phase === 'ended') {
          return;
        }
      }
    } finally {
      await this.#verifier?.stop();
    }
  }

  async report(): Promise<JobResult> {
    if (this.#result) return this.#result;
    return reportJob(this.#context, this.#record, this.#failures, { mismatches: [], reasons: new Map() });
  }

  async #close(signal: AbortSignal): Promise<void> {
    const { client, store } = this.#context;
    const { verify } = this.#options;
    if (verify && this.#record.template.verification === 'optimistic') {
      // It lives on while what was refuted is run again: other answers are in their windows.
      this.#verifier ??= new AnswerVerifier(this.#context, this.#record, verify);
    }
    const verifier = this.#verifier;
    this.#result = undefined;
    this.#record = await closeDeals(
      {
        client,
        store,
        ...(verifier ? { verifier } : {}),
        lacksResults: (record) => this.#lacksResults(record),
      },
      this.#record,
      signal,
    );
    if (this.#record.phase !== 'ended') return;
    await verifier?.stop();
    this.#verifier = undefined;
  }

  /** Whether tasks are to be run again. */
  async #lacksResults(record: JobRecord): Promise<boolean> {
    if (!this.#options.rerunsRefuted || !this.#isServed || record.cancelled) return false;
    const lacking = await refutedTasks(this.#context.store, record);
    return [...lacking].some((taskIndex) => !this.#failures.has(taskIndex));
  }

  #noteFailures({ tasks }: JobResult): void {
    for (const { index, failure } of tasks) if (failure) this.#failures.set(index, failure);
  }

  async #save(change: Partial<JobRecord>): Promise<void> {
    this.#record = { ...this.#record, ...change };
    await this.#context.store.saveJob(this.#record);
  }
}

async function load({ store }: StoredJobContext, jobId: Hex): Promise<JobRecord> {
  const record = await store.loadJob(jobId);
  if (!record) throw new SuanliError('JOB_NOT_FOUND', { parameters: { jobId } });
  return record;
}
