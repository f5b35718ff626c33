import {
  hashJobTemplate,
  hashTask,
  type JobTask,
  type LeaseMessage,
  type LeaseMessageOf,
  SuanliError,
  type TaskResult,
  taskStatusName,
} from '@suanli/protocol';
import type { Hex } from 'viem';
import type { ReceivedTemplate } from '../../../store/Store.ts';
import { FinishedFlights } from '../../../tasks/FinishedFlights.ts';
import type { Flight, TaskOwner, TaskTurn } from '../../../tasks/Flight.ts';
import type { TaskEngine } from '../../../tasks/TaskEngine.ts';
import { wireError } from '../../../tasks/wireError.ts';
import type { Metrics } from '../../../telemetry/createMetrics.ts';
import type { ByteBudget } from './ByteBudget.ts';
import { bytesHeld } from './bytesHeld.ts';

export interface LeaseJobContext {
  readonly engine: TaskEngine;
  readonly metrics: Metrics;
  readonly turn: TaskTurn;
  /** Whose quota its outputs count against. */
  readonly keeper: string;
  /** The owner's peer. */
  readonly peer: string;
  /** Never rejects. */
  readonly send: (message: LeaseMessage) => Promise<void>;
  /** Tasks without a result that a job may hold here. */
  readonly credit: number;
  /** What all jobs of the lease may hold in memory. */
  readonly budget: ByteBudget;
  /** Why no more tasks are taken; undefined while they are. */
  readonly closed: () => SuanliError | undefined;
}

/**
 * One job of a lease's session: its tasks between arrival and result. Nothing of it is paid for, so nothing is kept.
 *
 * What it holds is taken from the lease's budget: the template by whoever makes it, and given back at its end.
 */
export class LeaseJob implements TaskOwner {
  readonly number: number;
  readonly turn: TaskTurn;
  readonly template: ReceivedTemplate;
  readonly #templateHash: Hex;
  readonly #moduleHash: Hex;
  readonly #context: LeaseJobContext;
  readonly #flights = new Map<number, Flight>();
  readonly #finished = new FinishedFlights({
    pending: () => this.#flights.size,
    deliver: (flights) => this.#deliver(flights),
  });
  #ended = false;

  constructor(context: LeaseJobContext, job: { number: number; template: ReceivedTemplate; moduleHash: Hex }) {
    this.#context = context;
    this.number = job.number;
    this.turn = context.turn;
    this.template = job.template;
    this.#templateHash = hashJobTemplate(job.template);
    this.#moduleHash = job.moduleHash;
  }

  get peer(): string {
    return this.#context.peer;
  }

  get keeper(): string {
    return this.#context.keeper;
  }

  requireModule(): Hex {
    return this.#moduleHash;
  }

  /** Takes tasks in, or refuses each by itself. */
  async take(tasks: LeaseMessageOf<'tasks'>['tasks']): Promise<void> {
    for (const task of tasks) {
      // Asked for twice, it is answered once.
      if (this.#flights.has(task.index)) continue;
      const refusal = this.#refusal(task);
      if (refusal) {
        await this.#tellFailed(task.index, refusal, 'provider');
        if (this.#ended) return;
        continue;
      }
      const flight: Flight = {
        owner: this,
        task,
        taskHash: hashTask(this.#templateHash, task),
        controller: new AbortController(),
        state: 'queued',
        cancelled: false,
        result: undefined,
      };
      this.#flights.set(task.index, flight);
      this.#context.engine.add(flight);
    }
  }

  /** Drops tasks; nothing of them is sent any more. */
  cancel(taskIndexes: Iterable<number>): void {
    for (const index of taskIndexes) {
      const flight = this.#flights.get(index);
      if (!flight) continue;
      this.#release(flight);
      if (!this.#context.engine.drop(flight)) flight.controller.abort();
    }
  }

  /** Drops everything. */
  end(): void {
    if (!this.#ended) this.#context.budget.give(bytesHeld(this.template));
    this.#ended = true;
    this.cancel([...this.#flights.keys()]);
  }

  /** Hands back what has not started. */
  async refuseQueued(reason: SuanliError): Promise<void> {
    for (const flight of [...this.#flights.values()]) {
      if (!this.#context.engine.drop(flight)) continue;
      this.#release(flight);
      await this.#tellFailed(flight.task.index, reason, 'provider');
    }
  }

  complete(flight: Flight, result: TaskResult): void {
    if (this.#flights.get(flight.task.index) !== flight) return;
    flight.state = 'finished';
    flight.result = result;
    this.#finished.add(flight);
  }

  async fail(flight: Flight, error: SuanliError, kind: LeaseMessageOf<'failed'>['kind']): Promise<void> {
    if (this.#flights.get(flight.task.index) !== flight) return;
    this.#release(flight);
    await this.#tellFailed(flight.task.index, error, kind);
  }

  async #deliver(flights: readonly Flight[]): Promise<void> {
    const { metrics, send } = this.#context;
    const results: TaskResult[] = [];
    for (const flight of flights) {
      // Cancelled while it waited for others.
      if (this.#flights.get(flight.task.index) !== flight || !flight.result) continue;
      this.#release(flight);
      results.push(flight.result);
      metrics.results.inc({ status: taskStatusName(flight.result.status) });
      metrics.workGwu.inc(Number(flight.result.work) / 1e9);
    }
    if (results.length > 0) await send({ type: 'results', job: this.number, results });
  }

  /** Why a task is not taken; where there is no reason, its bytes are. */
  #refusal(task: JobTask): SuanliError | undefined {
    const closed = this.#context.closed();
    if (closed) return closed;
    const { credit, budget } = this.#context;
    if (this.#flights.size < credit && budget.take(bytesHeld(task))) return undefined;
    return new SuanliError('NODE_OVER_CREDIT', { parameters: { taskIndex: task.index, credit } });
  }

  #release(flight: Flight): void {
    if (this.#flights.delete(flight.task.index)) this.#context.budget.give(bytesHeld(flight.task));
  }

  #tellFailed(taskIndex: number, error: SuanliError, kind: LeaseMessageOf<'failed'>['kind']): Promise<void> {
    this.#context.metrics.failures.inc({ code: error.code });
    return this.#context.send({ type: 'failed', job: this.number, taskIndex, kind, ...wireError(error) });
  }
}
