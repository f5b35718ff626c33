import { type LeaseConfiguration, type LeaseMessageOf, SuanliError } from '@suanli/protocol';
import type { TaskEngine } from '../../../tasks/TaskEngine.ts';
import { failureKind, wireError } from '../../../tasks/wireError.ts';
import type { Logger } from '../../../telemetry/createLogger.ts';
import type { Metrics } from '../../../telemetry/createMetrics.ts';
import { bytesHeld } from './bytesHeld.ts';
import type { Lease } from './Lease.ts';
import { LeaseJob } from './LeaseJob.ts';
import { leaseError } from './leaseError.ts';
import type { SessionPeer } from './SessionPeer.ts';

export interface SessionJobsDependencies {
  readonly peer: SessionPeer;
  readonly lease: Lease;
  readonly engine: TaskEngine;
  /** Why no more jobs and tasks are taken; undefined while they are. */
  readonly closed: () => SuanliError | undefined;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export interface SessionJobsOptions {
  /** Tasks without a result that a job may hold here. */
  readonly credit: number;
  /** What one task may have. */
  readonly limits: LeaseConfiguration['limits'];
}

/** Jobs of one session at the same time. */
export const maxSessionJobs = 16;

/** One attempt to prepare a job: a number that is given up and taken again is another one. */
class Preparation {
  readonly given = new AbortController();

  /** Gives it up. */
  end(): void {
    this.given.abort();
  }
}

/** The jobs of one session: prepares them, within what the session and its lease may hold, and finds each by its number. */
export class SessionJobs {
  readonly #dependencies: SessionJobsDependencies;
  readonly #options: SessionJobsOptions;
  /** By number; a preparation stands where its job will. */
  readonly #jobs = new Map<number, LeaseJob | Preparation>();
  /** All that are under way, those included that were given up. */
  readonly #preparations = new Set<Preparation>();

  constructor(dependencies: SessionJobsDependencies, options: SessionJobsOptions) {
    this.#dependencies = dependencies;
    this.#options = options;
  }

  /** Prepares a job, or refuses it; never rejects. */
  async prepare({ job: number, template }: LeaseMessageOf<'job'>): Promise<void> {
    const { peer, lease, engine, metrics, closed, logger } = this.#dependencies;
    const { credit } = this.#options;
    if (this.#jobs.has(number)) return peer.broke('a job twice');
    const preparation = new Preparation();
    const { signal: given } = preparation.given;
    // Nobody waits for what was given up, and its number may be another's by now.
    let taken = 0;
    const isWanted = (): boolean => this.#jobs.get(number) === preparation && !peer.ended.aborted;
    try {
      const reason = closed();
      if (reason) throw reason;
      this.#requireRoom();
      this.#requireLimits(template);
      const size = bytesHeld(template);
      if (!lease.budget.take(size)) throw new SuanliError('NODE_OVER_CREDIT', { parameters: { taskIndex: 0, credit } });
      taken = size;
      // It has its place while it is prepared, and may be given up meanwhile.
      this.#jobs.set(number, preparation);
      this.#preparations.add(preparation);
      const from = peer.remotePeer;
      const moduleHash = await engine.prepareJob(template, { from, signal: AbortSignal.any([peer.ended, given]) });
      if (!isWanted()) return;
      const job = new LeaseJob(
        {
          engine,
          metrics,
          turn: lease.turn,
          keeper: lease.keeper,
          peer: from,
          send: (message) => peer.send(message),
          credit,
          budget: lease.budget,
          closed,
        },
        { number, template, moduleHash },
      );
      this.#jobs.set(number, job);
      // The job gives it back.
      taken = 0;
      await peer.send({ type: 'ready', job: number, credit });
    } catch (error) {
      if (this.#preparations.has(preparation) && !isWanted()) return;
      if (isWanted()) this.#jobs.delete(number);
      logger.debug({ err: error, peer: peer.remotePeer }, 'job refused');
      const kind = failureKind(error);
      await peer.send({ type: 'jobRefused', job: number, kind, ...wireError(leaseError(error)) });
    } finally {
      this.#preparations.delete(preparation);
      lease.budget.give(taken);
    }
  }

  /** Takes tasks of a job; one that is not there is refused, for the user to see. */
  take({ job: number, tasks }: LeaseMessageOf<'tasks'>): Promise<void> {
    const job = this.#of(number);
    if (job) return job.take(tasks);
    const { code, parameters } = wireError(new SuanliError('LEASE_JOB_UNKNOWN', { parameters: { job: number } }));
    return this.#dependencies.peer.send({ type: 'jobRefused', job: number, kind: 'user', code, parameters });
  }

  /** Drops tasks of a job. */
  cancel({ job, taskIndexes }: LeaseMessageOf<'cancel'>): void {
    this.#of(job)?.cancel(taskIndexes);
  }

  /** Ends a job, also one that is being prepared. */
  end({ job }: LeaseMessageOf<'end'>): void {
    this.#jobs.get(job)?.end();
    this.#jobs.delete(job);
  }

  /** Hands back what has not started. */
  async refuseQueued(reason: SuanliError): Promise<void> {
    for (const number of this.#jobs.keys()) await this.#of(number)?.refuseQueued(reason);
  }

  /** The session has ended. */
  leave(): void {
    for (const job of this.#jobs.values()) job.end();
    this.#jobs.clear();
  }

  #of(number: number): LeaseJob | undefined {
    const job = this.#jobs.get(number);
    return job instanceof LeaseJob ? job : undefined;
  }

  /** What still prepares counts, whether it is wanted or not: it has memory and a connection. */
  #requireRoom(): void {
    let count = this.#preparations.size;
    for (const job of this.#jobs.values()) if (job instanceof LeaseJob) count++;
    if (count >= maxSessionJobs) {
      throw new SuanliError('LEASE_JOBS_TOO_MANY', { parameters: { maximum: maxSessionJobs } });
    }
  }

  #requireLimits({ limits }: LeaseMessageOf<'job'>['template']): void {
    for (const limit of ['work', 'memoryPages', 'outputBytes', 'wallMs'] as const) {
      const [value, maximum] = [limits[limit], this.#options.limits[limit]];
      if (value > maximum) throw new SuanliError('NODE_LIMIT_TOO_LARGE', { parameters: { limit, value, maximum } });
    }
  }
}
