import type { LeaseStream, Network } from '@suanli/network';
import {
  decodeOutput,
  isSuanliError,
  type LeaseMessageOf,
  SuanliError,
  type TaskResult,
  TaskStatus,
} from '@suanli/protocol';
import type { Address } from 'viem';
import { checkOutput, checkResult } from '../../coordinator/internal/checkResult.ts';
import { maxMessageBytes, messageBytesUp } from '../../coordinator/internal/messageBytesUp.ts';
import type { Job } from '../../coordinator/Job.ts';
import type { LeaseJobResult, LeaseTaskReport } from '../LeaseJobResult.ts';
import type { LeaseRunOptions } from '../LeaseSession.ts';
import { leaseError } from './leaseError.ts';

/** Messages that carry tasks hold at most this many, so that one frame stays small and work starts early. */
const tasksPerMessage = 512;
/** Bytes of tasks without a result, at most; one task may always be under way. */
const maxBytesInFlight = 32 * 1_024 * 1_024;
/** So often is a task tried that the provider fails, or that cannot be fetched. */
const maxTries = 3;
/** Failures that trying again does not mend, or not soon. */
const finalCodes: ReadonlySet<string> = new Set(['EXECUTOR_WALL_LIMIT', 'NODE_STOPPING']);
const outputTimeoutMs = 60_000;
/** What a task may take beside its own time and that of another which has its slot: inputs are fetched, results travel. */
const marginMs = 120_000;
/** How long one waits that the provider has no room for, though it has nothing of this job. */
const overCreditMs = 250;

export interface LeaseRunContext {
  readonly job: Job;
  /** Its number within the session. */
  readonly number: number;
  readonly provider: Address;
  readonly network: Pick<Network, 'blobs'>;
  readonly options: LeaseRunOptions;
  /** How long any task may run there, in milliseconds. */
  readonly providerWallMs: number;
  /** The provider gave a result. */
  readonly onResult: () => void;
}

/**
 * One job of a session, over one stream after another.
 *
 * Invariant: a task is in exactly one place: reported, in flight, waiting, or arriving (its output is being fetched).
 */
export class LeaseRun {
  readonly result: Promise<LeaseJobResult>;
  readonly #context: LeaseRunContext;
  readonly #reports = new Map<number, LeaseTaskReport>();
  readonly #tries = new Map<number, number>();
  readonly #inFlight = new Map<number, number>();
  readonly #over = new AbortController();
  readonly #resolve: (result: LeaseJobResult) => void;
  readonly #reject: (error: SuanliError) => void;
  /** The next one is the last of them. */
  readonly #waiting: number[];
  #bytesInFlight = 0;
  #stream: LeaseStream | undefined;
  #stalled: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #credit = 0;
  #sending = false;
  #work = 0n;

  constructor(context: LeaseRunContext) {
    this.#context = context;
    this.#waiting = context.job.tasks.map(({ index }) => index).reverse();
    const { promise, resolve, reject } = Promise.withResolvers<LeaseJobResult>();
    this.result = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    const { signal } = context.options;
    const onAbort = () => this.fail(new SuanliError('LEASE_ABORTED', { cause: signal?.reason }));
    signal?.addEventListener('abort', onAbort, { once: true });
    promise.then(
      () => signal?.removeEventListener('abort', onAbort),
      () => signal?.removeEventListener('abort', onAbort),
    );
    if (signal?.aborted) onAbort();
  }

  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** Goes on over a stream that has just been opened. */
  attach(stream: LeaseStream): void {
    if (this.isOver) return;
    this.#stream = stream;
    this.#credit = 0;
    clearTimeout(this.#retry);
    for (const index of this.#inFlight.keys()) this.#waiting.push(index);
    this.#inFlight.clear();
    this.#bytesInFlight = 0;
    const { job, number } = this.#context;
    this.#send({ type: 'job', job: number, template: job.template });
    this.#expectProgress();
  }

  /** Ends without a result. */
  fail(error: SuanliError): void {
    if (this.isOver) return;
    this.#end();
    this.#reject(error);
  }

  ready({ credit }: LeaseMessageOf<'ready'>): void {
    this.#credit = credit;
    this.#expectProgress();
    void this.#pump();
  }

  refused(message: LeaseMessageOf<'jobRefused'>): void {
    this.fail(leaseError(message));
  }

  /** @throws SuanliError `RECEIPT_WRONG` where a result cannot be right */
  take({ results }: LeaseMessageOf<'results'>): void {
    const { job, provider, onResult } = this.#context;
    for (const result of results) {
      const { taskIndex } = result;
      // Sent to a stream before this one, or given up here.
      if (!this.#inFlight.has(taskIndex)) continue;
      checkResult(result, { job, deal: { provider }, known: undefined });
      this.#land(taskIndex);
      this.#expectProgress();
      onResult();
      if (result.output === undefined) void this.#fetch(result);
      else this.#report(result, result.output);
    }
    void this.#pump();
  }

  failed({ taskIndex, kind, code }: LeaseMessageOf<'failed'>): void {
    if (!this.#inFlight.has(taskIndex)) return;
    this.#land(taskIndex);
    if (code === 'NODE_OVER_CREDIT') {
      this.#credit = Math.max(1, Math.min(this.#credit, this.#inFlight.size));
      this.#waiting.push(taskIndex);
      if (this.#inFlight.size === 0) {
        // Other jobs of the right have the room: nothing of this one will say when there is some.
        this.#credit = 0;
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => {
          this.#credit = 1;
          void this.#pump();
        }, overCreditMs);
        return;
      }
    } else {
      this.#expectProgress();
      this.#tryAgain(taskIndex, kind, code);
    }
    void this.#pump();
  }

  #tryAgain(index: number, kind: LeaseMessageOf<'failed'>['kind'], code: string): void {
    const tries = (this.#tries.get(index) ?? 0) + 1;
    this.#tries.set(index, tries);
    if (kind !== 'user' && tries < maxTries && !finalCodes.has(code)) this.#waiting.push(index);
    else this.#keep({ index, work: 0n, failure: { kind, code } });
  }

  async #fetch(result: TaskResult): Promise<void> {
    const { job, provider, network } = this.#context;
    const { taskIndex, outputCid = '' } = result;
    const from = this.#stream?.remotePeer;
    try {
      const signal = AbortSignal.any([this.#over.signal, AbortSignal.timeout(outputTimeoutMs)]);
      const output = await network.blobs.get(outputCid, { signal, ...(from === undefined ? {} : { from }) });
      checkOutput(result, output, { job, deal: { provider } });
      this.#report(result, output);
    } catch (error) {
      if (this.isOver) return;
      if (isSuanliError(error, 'RECEIPT_WRONG')) return this.fail(error);
      this.#tryAgain(taskIndex, 'infrastructure', isSuanliError(error) ? error.code : 'BLOB_NOT_FOUND');
      void this.#pump();
    }
  }

  #report({ taskIndex, status, work, note }: TaskResult, encoded: Uint8Array): void {
    this.#work += work;
    const output = decodeOutput(encoded);
    this.#keep({ index: taskIndex, status, work, output, ...(note === undefined ? {} : { note }) });
  }

  #keep(report: LeaseTaskReport): void {
    if (this.isOver) return;
    const { job, options } = this.#context;
    this.#reports.set(report.index, report);
    options.onTask?.(report);
    this.#tellProgress();
    if (this.#reports.size < job.tasks.length) return;
    const tasks = [...this.#reports.values()].sort((a, b) => a.index - b.index);
    const completed = tasks.every(({ status }) => status === TaskStatus.completed);
    this.#end();
    this.#resolve({ jobId: job.jobId, state: completed ? 'completed' : 'failed', tasks, work: this.#work });
  }

  #tellProgress(): void {
    const { job, options } = this.#context;
    let tasksFailed = 0;
    for (const { status } of this.#reports.values()) if (status !== TaskStatus.completed) tasksFailed++;
    options.onProgress?.({
      jobId: job.jobId,
      tasks: job.tasks.length,
      tasksDone: this.#reports.size,
      tasksFailed,
      tasksInFlight: this.#inFlight.size,
      work: this.#work,
    });
  }

  /** A provider that only says that it is there must not be waited for: whatever it has, something ends within this time. */
  #expectProgress(): void {
    clearTimeout(this.#stalled);
    if (this.isOver) return;
    const { job, providerWallMs } = this.#context;
    const timeoutMs = job.template.limits.wallMs + providerWallMs + marginMs;
    this.#stalled = setTimeout(
      () => this.fail(new SuanliError('LEASE_PROVIDER_SILENT', { parameters: { timeoutMs } })),
      timeoutMs,
    );
  }

  #end(): void {
    clearTimeout(this.#stalled);
    clearTimeout(this.#retry);
    this.#over.abort();
    this.#send({ type: 'end', job: this.#context.number });
    this.#stream = undefined;
  }

  #send(message: Parameters<LeaseStream['send']>[0]): void {
    // Where it does not go out, the session says why.
    this.#stream?.send(message).catch(() => undefined);
  }

  #land(index: number): void {
    this.#bytesInFlight -= this.#inFlight.get(index) ?? 0;
    this.#inFlight.delete(index);
  }

  async #pump(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (;;) {
        const stream = this.#stream;
        const tasks = stream ? this.#take() : [];
        if (!stream || tasks.length === 0) return;
        this.#tellProgress();
        // Waits while the provider does not read.
        await stream.send({ type: 'tasks', job: this.#context.number, tasks });
      }
    } catch {
      // Lost with its stream; the session says why, and `attach` puts them back.
    } finally {
      this.#sending = false;
    }
  }

  /** What goes into the next message, as far as credit and memory allow. */
  #take(): Job['tasks'][number][] {
    const { tasks: all } = this.#context.job;
    const tasks: Job['tasks'][number][] = [];
    let bytes = 0;
    while (tasks.length < tasksPerMessage && this.#inFlight.size < this.#credit) {
      const index = this.#waiting.at(-1);
      const task = index === undefined ? undefined : all[index];
      if (index === undefined || !task) break;
      const taskBytes = messageBytesUp(task);
      if (tasks.length > 0 && bytes + taskBytes > maxMessageBytes) break;
      if (this.#inFlight.size > 0 && this.#bytesInFlight + taskBytes > maxBytesInFlight) break;
      this.#waiting.pop();
      bytes += taskBytes;
      this.#bytesInFlight += taskBytes;
      this.#inFlight.set(index, taskBytes);
      tasks.push(task);
    }
    return tasks;
  }
}
