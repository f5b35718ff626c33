import type { ChildProcess } from 'node:child_process';
import { type ErrorCode, encodeInputRecords, SuanliError } from '@suanli/protocol';
import { hexToBytes } from 'viem';
import { FrameSplitter } from './FrameSplitter.ts';
import { FrameReader, FrameWriter, frameKind } from './frames.ts';
import type { Job, LoadJob, RunJob } from './Job.ts';
import type { PreparedEntry } from './PreparedEntry.ts';
import { maxResultBytes, readResult } from './readResult.ts';

export interface SlotOptions {
  readonly spawn: () => ChildProcess;
  /** Time for a process to come up. */
  readonly startTimeoutMs: number;
  /** Time for the engine to take a module. */
  readonly loadTimeoutMs: number;
  /** Modules that one process keeps compiled. */
  readonly maxLoadedModules: number;
  /** Called whenever the slot may take more jobs. */
  readonly onRoom: () => void;
  /** Called with the jobs that a dead process never came to, in order. */
  readonly onReturned: (jobs: Job[]) => void;
  /** Called when the process could not be started several times in a row; it is tried again all the same. */
  readonly onStartFailed: (error: SuanliError) => void;
}

/** A task that its caller gave up may still end by itself for this long, before the process is killed for it. */
const abandonedGraceMs = 50;
/** Payload that is sent ahead, beyond the first job. */
const maxAheadBytes = 4 << 20;
const maxAhead = 64;
/** Jobs are sent ahead while they take about this long together: enough to hide the way to the process, too little to wait behind. */
const aheadMs = 4;
const failedStartsToReport = 3;
const maxRestartDelayMs = 10_000;
const stderrBytes = 4096;

interface Flight {
  readonly job: Job;
  readonly bytes: number;
  /** What the job is rejected with if the process dies now, where that is known. */
  failure: SuanliError | undefined;
}

/** What a frame from the sandbox must not be longer than, when no result is due. */
const maxShortFrameBytes = 65_536;

/**
 * One sandbox process, and the jobs that are with it. The process works through its jobs in order, so the first one is the one that
 * runs: the wall limit counts for it from the moment it became the first, and it is the one to blame when the process dies.
 */
export class Slot {
  readonly #options: SlotOptions;
  #child: ChildProcess | undefined;
  #splitter = new FrameSplitter();
  #ready = false;
  #stopped = true;
  #failedStarts = 0;
  #stderr = '';
  #flights: Flight[] = [];
  #aheadBytes = 0;
  #headSinceMs = 0;
  /** True once the present process was told to die. */
  #killed = false;
  /** True once the present process sent what it must not: nothing it says counts any more. */
  #isDistrusted = false;
  #timer: NodeJS.Timeout | undefined;
  #startTimer: NodeJS.Timeout | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  #outbox: Uint8Array[] = [];
  /** Modules that the process has, least recently used first. */
  #loaded = new Set<number>();
  #nextId = 0;
  #runIds = new Map<number, Flight>();
  #closed: PromiseWithResolvers<void> | undefined;
  #started: PromiseWithResolvers<void> | undefined;

  constructor(options: SlotOptions) {
    this.#options = options;
  }

  /** The process's id, while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get isReady(): boolean {
    return this.#ready;
  }

  /** Jobs with the process. */
  get load(): number {
    return this.#flights.length;
  }

  /** Tells whether a job should be given to this slot now. */
  hasRoomFor(job: Job): boolean {
    if (!this.#ready || this.#killed) return false;
    if (this.#flights.length === 0) return true;
    if (this.#aheadBytes >= maxAheadBytes || job.kind === 'load') return false;
    const { averageMs } = job.module;
    if (averageMs === undefined) return false;
    // One long job at the head is enough to send nothing after it.
    for (const { job: before } of this.#flights) {
      if (before.module.averageMs === undefined || before.module.averageMs > aheadMs) return false;
    }
    return this.#flights.length < Math.min(maxAhead, Math.ceil(aheadMs / Math.max(averageMs, 0.01)));
  }

  /** Resolves when the process is up; rejects with `EXECUTOR_START_FAILED`. */
  start(): Promise<void> {
    this.#stopped = false;
    this.#failedStarts = 0;
    this.#started = Promise.withResolvers<void>();
    this.#spawn();
    return this.#started.promise;
  }

  /** Resolves when the process is gone. The jobs with it are not settled: they go to `onReturned`. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#restartTimer);
    if (this.#child === undefined) return;
    this.#closed = Promise.withResolvers<void>();
    this.#kill(undefined);
    await this.#closed.promise;
  }

  /** Looks again at who is first, after a job was given up by its caller. */
  reconsider(): void {
    this.#armTimer();
  }

  #spawn(): void {
    this.#splitter = new FrameSplitter();
    this.#ready = false;
    this.#killed = false;
    this.#isDistrusted = false;
    this.#stderr = '';
    this.#loaded = new Set();
    this.#outbox = [];
    const child = this.#options.spawn();
    this.#child = child;
    let spawnError: Error | undefined;
    // A child that could not be spawned has no pid and never closes.
    child.on('error', (error) => {
      spawnError = error;
      if (child.pid === undefined) this.#onClose(child, `not started: ${error.message}`);
    });
    child.on('close', (code, signal) => {
      this.#onClose(child, spawnError?.message ?? (signal === null ? `exit code ${code}` : signal));
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      if (this.#child === child) this.#onData(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString('utf8')).slice(-stderrBytes);
    });
    // Writing to a process that just died is no news: its end is reported by `close`.
    for (const stream of child.stdio) stream?.on('error', () => {});
    this.#startTimer = setTimeout(() => this.#kill(undefined), this.#options.startTimeoutMs);
  }

  #kill(reason: SuanliError | undefined): void {
    if (this.#killed || this.#child === undefined) return;
    this.#killed = true;
    const head = this.#flights[0];
    if (head !== undefined && reason !== undefined) head.failure = reason;
    this.#child.kill('SIGKILL');
  }

  #onClose(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    clearTimeout(this.#startTimer);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const wasReady = this.#ready;
    this.#ready = false;
    const flights = this.#flights;
    this.#flights = [];
    this.#aheadBytes = 0;
    this.#runIds.clear();
    let returned = flights;
    if (!this.#stopped) {
      // Killed on purpose: the job it was done for, which has ended if it is not the first any more. Died by itself: the first.
      const guilty = this.#killed ? flights.find(({ failure }) => failure !== undefined) : flights[0];
      returned = flights.filter((flight) => flight !== guilty);
      if (guilty !== undefined) {
        const details = this.#stderr.trim();
        guilty.job.reject(
          guilty.failure ??
            new SuanliError('EXECUTOR_CRASHED', {
              parameters: { reason: how },
              ...(details === '' ? {} : { metaMessages: [details] }),
            }),
        );
      }
    }
    this.#closed?.resolve();
    this.#closed = undefined;
    if (!this.#stopped) this.#restart(wasReady, how);
    // A load that a task brought along is made again where the task goes.
    this.#options.onReturned(returned.map(({ job }) => job).filter((job) => !job.settled));
  }

  #restart(wasReady: boolean, how: string): void {
    this.#failedStarts = wasReady ? 0 : this.#failedStarts + 1;
    if (this.#failedStarts >= failedStartsToReport) {
      const error = new SuanliError('EXECUTOR_START_FAILED', { metaMessages: [how, this.#stderr.trim()] });
      this.#started?.reject(error);
      this.#started = undefined;
      this.#options.onStartFailed(error);
      if (this.#stopped) return;
    }
    const delayMs = this.#failedStarts === 0 ? 0 : Math.min(100 * 2 ** this.#failedStarts, maxRestartDelayMs);
    if (delayMs === 0) this.#spawn();
    else this.#restartTimer = setTimeout(() => this.#spawn(), delayMs);
  }

  #onData(chunk: Buffer): void {
    if (this.#isDistrusted) return;
    try {
      this.#splitter.push(
        chunk,
        () => {
          const head = this.#flights[0]?.job;
          return head?.kind === 'run' ? maxResultBytes(head.run.limits) : maxShortFrameBytes;
        },
        (frame) => this.#onFrame(frame),
      );
    } catch (cause) {
      this.#isDistrusted = true;
      this.#kill(
        new SuanliError('EXECUTOR_CRASHED', { parameters: { reason: 'malformed frame from the sandbox' }, cause }),
      );
    }
  }

  #onFrame(frame: Uint8Array): void {
    const kind = frame[0];
    const body = new FrameReader(frame.subarray(1));
    if (!this.#ready) {
      if (kind !== frameKind.ready) throw new RangeError(`frame ${kind} before it was ready`);
      body.end();
      this.#ready = true;
      clearTimeout(this.#startTimer);
      this.#started?.resolve();
      this.#started = undefined;
      this.#options.onRoom();
      return;
    }
    const head = this.#flights[0];
    if (head === undefined) throw new RangeError(`frame ${kind} with no job`);
    if (head.job.kind === 'load') this.#onLoadFrame(head.job, kind, body);
    else this.#onRunFrame(head, head.job, kind, body);
    this.#flights.shift();
    this.#aheadBytes -= head.bytes;
    this.#headSinceMs = performance.now();
    this.#armTimer();
    this.#options.onRoom();
  }

  #onLoadFrame(job: LoadJob, kind: number | undefined, body: FrameReader): void {
    const id = body.u32();
    if (id !== job.module.id) throw new RangeError('another module than the one given');
    if (kind === frameKind.loaded) {
      body.end();
      job.resolve();
      return;
    }
    if (kind !== frameKind.refused) throw new RangeError(`frame ${kind} for a module`);
    const reason = body.text();
    const details = body.text();
    this.#loaded.delete(id);
    const code: ErrorCode = reason === 'shortage' ? 'EXECUTOR_OUT_OF_MEMORY' : 'EXECUTOR_MODULE_REFUSED';
    job.reject(new SuanliError(code, { parameters: { details } }));
  }

  #onRunFrame(flight: Flight, job: RunJob, kind: number | undefined, body: FrameReader): void {
    const id = body.u32();
    if (this.#runIds.get(id) !== flight) throw new RangeError('another task than the one given');
    if (kind === frameKind.result) {
      const { outcome, tookMs } = readResult(body, job.run.limits);
      const { module } = job;
      module.averageMs = module.averageMs === undefined ? tookMs : module.averageMs * 0.8 + tookMs * 0.2;
      job.resolve(outcome);
    } else if (kind === frameKind.outOfMemory) {
      job.reject(new SuanliError('EXECUTOR_OUT_OF_MEMORY', { parameters: { details: body.text() } }));
    } else if (kind === frameKind.fault) {
      job.reject(
        new SuanliError('EXECUTOR_CRASHED', {
          parameters: { reason: 'fault in the sandbox' },
          metaMessages: [body.text()],
        }),
      );
    } else {
      throw new RangeError(`frame ${kind} for a task`);
    }
    this.#runIds.delete(id);
  }

  /** When the first job must have ended. */
  #deadlineMs(): number {
    const job = this.#flights[0]?.job;
    if (job === undefined) return Number.POSITIVE_INFINITY;
    const limitMs = job.kind === 'load' ? this.#options.loadTimeoutMs : job.run.limits.wallMs;
    const deadlineMs = this.#headSinceMs + limitMs;
    if (job.abandonedMs === undefined) return deadlineMs;
    return Math.min(deadlineMs, Math.max(job.abandonedMs, this.#headSinceMs) + abandonedGraceMs);
  }

  #timerDueMs = Number.POSITIVE_INFINITY;

  /** Keeps one timer that fires at the deadline or before it: deadlines mostly pass away unneeded. */
  #armTimer(): void {
    const dueMs = this.#deadlineMs();
    if (dueMs === Number.POSITIVE_INFINITY || (this.#timer !== undefined && this.#timerDueMs <= dueMs)) return;
    clearTimeout(this.#timer);
    this.#timerDueMs = dueMs;
    this.#timer = setTimeout(() => this.#onTimer(), Math.min(Math.max(0, dueMs - performance.now()) + 1, 0x7fff_ffff));
  }

  #onTimer(): void {
    this.#timer = undefined;
    const head = this.#flights[0];
    if (head === undefined || this.#killed) return;
    if (performance.now() < this.#deadlineMs()) {
      this.#armTimer();
      return;
    }
    // If this process was held up, the result may be here already, unread: read first, then judge.
    setImmediate(() => {
      if (this.#flights[0] !== head || this.#killed) {
        this.#armTimer();
        return;
      }
      const { job } = head;
      if (job.kind === 'load') {
        const details = `compiling took longer than ${this.#options.loadTimeoutMs} ms`;
        this.#kill(new SuanliError('EXECUTOR_MODULE_REFUSED', { parameters: { details } }));
      } else {
        this.#kill(new SuanliError('EXECUTOR_WALL_LIMIT', { parameters: { wallMs: job.run.limits.wallMs } }));
      }
    });
  }

  /** Gives a job to the process. The caller has asked {@link hasRoomFor}. */
  give(job: Job): void {
    const { module } = job;
    if (this.#loaded.delete(module.id)) {
      this.#loaded.add(module.id);
      if (job.kind === 'load') {
        job.resolve();
        return;
      }
    } else {
      this.#giveModule(job.kind === 'load' ? job : this.#loadFor(job), module);
    }
    if (job.kind === 'run') this.#giveRun(job);
  }

  /** A load that a task needs: if it brings the process down, the task is to blame. */
  #loadFor(job: RunJob): LoadJob {
    return {
      kind: 'load',
      module: job.module,
      settled: true,
      abandonedMs: undefined,
      resolve: () => {},
      reject: (error) => job.reject(error),
    };
  }

  #giveModule(job: LoadJob, module: PreparedEntry): void {
    for (const id of this.#loaded) {
      if (this.#loaded.size < this.#options.maxLoadedModules) break;
      this.#loaded.delete(id);
      this.#send(new FrameWriter(frameKind.drop).u32(id));
    }
    this.#loaded.add(module.id);
    const writer = new FrameWriter(frameKind.load).u32(module.id).text(JSON.stringify(module.hooks)).raw(module.bytes);
    this.#take({ job, bytes: this.#send(writer), failure: undefined });
  }

  #giveRun(job: RunJob): void {
    const { run, module } = job;
    this.#nextId = (this.#nextId + 1) >>> 0;
    const writer = new FrameWriter(frameKind.run)
      .u32(this.#nextId)
      .u32(module.id)
      .u64(run.limits.work)
      .raw(hexToBytes(run.seed));
    const { args, env, stdin, inputs, limits } = run;
    const { outputBytes } = limits;
    for (const part of encodeInputRecords({ outputBytes, args, env, stdin, files: inputs })) writer.raw(part);
    const flight: Flight = { job, bytes: this.#send(writer), failure: undefined };
    this.#runIds.set(this.#nextId, flight);
    this.#take(flight);
  }

  #take(flight: Flight): void {
    this.#flights.push(flight);
    this.#aheadBytes += flight.bytes;
    if (this.#flights.length === 1) {
      this.#headSinceMs = performance.now();
      this.#armTimer();
    }
  }

  #send(writer: FrameWriter): number {
    const { parts, length } = writer.finish();
    if (this.#outbox.length === 0) queueMicrotask(() => this.#flush());
    this.#outbox.push(...parts);
    return length;
  }

  #flush(): void {
    const parts = this.#outbox;
    this.#outbox = [];
    const stream = this.#child?.stdin;
    if (stream === undefined || stream === null || !stream.writable) return;
    const small = parts.every((part) => part.length < 65_536);
    if (small) {
      stream.write(parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts));
      return;
    }
    stream.cork();
    for (const part of parts) stream.write(part);
    stream.uncork();
  }
}
