import type { TaskSession } from '@suanli/network';
import {
  type BrokerDomain,
  type Deal,
  hashJobTemplate,
  hashTask,
  isSuanliError,
  isTaskOfJob,
  type JobTask,
  optimisticPolicy,
  type ReceiptLeaf,
  SuanliError,
  signReceiptBatch,
  type TaskMessage,
  type TaskMessageOf,
  type TaskPlace,
  type TaskResult,
  taskStatusName,
} from '@suanli/protocol';
import type { Hex, LocalAccount } from 'viem';
import type { ReceivedTemplate, Store } from '../../../store/Store.ts';
import { FinishedFlights } from '../../../tasks/FinishedFlights.ts';
import type { Flight, TaskOwner, TaskTurn } from '../../../tasks/Flight.ts';
import type { TaskEngine } from '../../../tasks/TaskEngine.ts';
import { wireError } from '../../../tasks/wireError.ts';
import type { Logger } from '../../../telemetry/createLogger.ts';
import type { Metrics } from '../../../telemetry/createMetrics.ts';
import type { TabMeter } from '../tabs/TabDesk.ts';

export interface ActiveDealContext {
  readonly account: LocalAccount;
  readonly domain: BrokerDomain;
  readonly store: Store;
  readonly engine: TaskEngine;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Tasks without a result that a deal may hold here. */
  readonly credit: number;
}

/** Standard input of all tasks of a deal that have no result, at most: it waits in memory. */
const maxStdinBytes = 64 * 1_024 * 1_024;
/** Refusals of one message that may wait for the peer at the same time. */
const maxRefusals = 256;

/** Refusals that no other provider would spare the requester. */
const foreignTask: ReadonlySet<string> = new Set(['NODE_TASK_OUT_OF_RANGE', 'NODE_TASK_NOT_OF_JOB']);

/** The error of a deal that takes no more tasks. */
export function closedError(dealId: Hex, status: string): SuanliError {
  return new SuanliError('NODE_DEAL_CLOSED', { parameters: { dealId, status } });
}

/**
 * One deal while it is served: its tasks between arrival and receipt.
 *
 * Invariants: `reservedWork` is the work limit times the flights that have not got a receipt; receipts' work plus
 * `reservedWork` never exceeds the deal's `maxWork`; a task's receipt is in the store before the task leaves `#flights`.
 */
export class ActiveDeal implements TaskOwner {
  /** Deals take turns, or go by what they pay. */
  readonly turn: TaskTurn;
  readonly dealId: Hex;
  /** Its terms as they were last checked against the chain. */
  deal: Deal;
  readonly template: ReceivedTemplate;
  readonly taskCount: number;
  readonly templateHash: Hex;
  /** Undefined where it was closed from the start, so that nothing will run. */
  readonly moduleHash: Hex | undefined;
  /** Where results go; undefined while the requester is away. */
  session: TaskSession | undefined;
  /** Why no more tasks are taken; undefined while they are. */
  closed: SuanliError | undefined;
  /** How many `finish` messages did not fit what was delivered. */
  finishMismatches = 0;
  readonly #context: ActiveDealContext;
  readonly #flights = new Map<number, Flight>();
  readonly #receipts = new Map<number, Hex>();
  /** A signature, its check and a commit of the store cost as much as hundreds of tiny tasks, so outcomes share them. */
  readonly #finished = new FinishedFlights({
    pending: () => this.#flights.size,
    deliver: (flights) => this.#deliver(flights),
  });
  #cancelledFlights = 0;
  #workDone = 0n;
  #reservedWork = 0n;
  #stdinBytes = 0;
  #started: boolean;
  readonly #tasksRoot: Hex;
  /** Of work on a tab: it has a reservation for each of `#flights`. */
  readonly #tab: TabMeter | undefined;

  constructor(
    context: ActiveDealContext,
    parameters: {
      dealId: Hex;
      deal: Deal;
      template: ReceivedTemplate;
      taskCount: number;
      tasksRoot: Hex;
      moduleHash: Hex | undefined;
      started: boolean;
      leaves: readonly ReceiptLeaf[];
      tab?: TabMeter | undefined;
    },
  ) {
    this.#context = context;
    this.dealId = parameters.dealId;
    this.deal = parameters.deal;
    this.turn = { priceWeiPerGwu: parameters.deal.priceWeiPerGwu };
    this.template = parameters.template;
    this.taskCount = parameters.taskCount;
    this.#tasksRoot = parameters.tasksRoot;
    this.#tab = parameters.tab;
    this.moduleHash = parameters.moduleHash;
    this.templateHash = hashJobTemplate(parameters.template);
    this.#started = parameters.started;
    for (const { taskIndex, taskHash, work } of parameters.leaves) {
      this.#receipts.set(taskIndex, taskHash);
      this.#workDone += work;
    }
  }

  get peer(): string | undefined {
    return this.session?.remotePeer;
  }

  requireModule(): Hex {
    if (this.moduleHash === undefined) throw closedError(this.dealId, 'answered');
    return this.moduleHash;
  }

  /** True where no task is without a receipt. */
  get idle(): boolean {
    return this.#flights.size === 0;
  }

  /** Indexes of all tasks that have a receipt. */
  get receiptIndexes(): ReadonlySet<number> {
    return new Set(this.#receipts.keys());
  }

  /** Sends to the requester, where it is there; one who is away asks again when it comes back. */
  async send(message: TaskMessage): Promise<void> {
    const { session } = this;
    if (!session) return;
    try {
      await session.send(message);
    } catch (error) {
      this.#context.logger.debug({ err: error, dealId: this.dealId, type: message.type }, 'not sent');
    }
  }

  /** Sends stored results once more: all of them, or the batches that hold the given tasks. */
  async resend(taskIndexes?: ReadonlySet<number>): Promise<void> {
    const { session } = this;
    for (const { results, signature } of this.#context.store.batches(this.dealId, taskIndexes)) {
      if (this.session !== session) return;
      await this.send({ type: 'results', dealId: this.dealId, results: [...results], signature });
    }
  }

  /** Takes tasks in, or refuses each by itself. */
  async take({ tasks, places }: Pick<TaskMessageOf<'tasks'>, 'tasks' | 'places'>): Promise<void> {
    const { engine, store } = this.#context;
    // Answered meanwhile, by the reconciler or by agreement: what comes now would not be paid.
    if (!this.closed && store.isFixed(this.dealId)) this.closed = closedError(this.dealId, 'answered');
    const again = new Set<number>();
    const { session } = this;
    const refusals: Promise<void>[] = [];
    for (const [position, task] of tasks.entries()) {
      if (refusals.length >= maxRefusals) {
        await Promise.all(refusals.splice(0));
        if (this.session !== session) return;
      }
      const { index } = task;
      const taskHash = hashTask(this.templateHash, task);
      const receipt = this.#receipts.get(index);
      const present = this.#flights.get(index);
      if ((receipt ?? present?.taskHash ?? taskHash) !== taskHash) {
        refusals.push(
          this.#tellFailed(index, new SuanliError('NODE_TASK_CONFLICT', { parameters: { taskIndex: index } }), 'user'),
        );
      } else if (receipt !== undefined) again.add(index);
      else if (present) this.#revive(present);
      else {
        const refusal = this.#strange(index, taskHash, places?.[position]) ?? this.#admit(task);
        if (refusal) {
          refusals.push(this.#tellFailed(index, refusal, foreignTask.has(refusal.code) ? 'user' : 'provider'));
          continue;
        }
        const flight: Flight = {
          owner: this,
          task,
          taskHash,
          controller: new AbortController(),
          state: 'queued',
          cancelled: false,
          result: undefined,
        };
        if (!this.#started) {
          store.markStarted(this.dealId);
          this.#started = true;
        }
        this.#flights.set(index, flight);
        this.#stdinBytes += task.stdin?.length ?? 0;
        this.#reservedWork += this.template.limits.work;
        engine.add(flight);
      }
    }
    await Promise.all(refusals);
    if (again.size > 0) await this.resend(again);
  }

  /** Why a task is not taken as one of the job: an answer with another one would be refuted, whatever its result. */
  #strange(index: number, taskHash: Hex, place: TaskPlace | undefined): SuanliError | undefined {
    if (this.deal.policy !== optimisticPolicy) return undefined;
    const job = { tasksRoot: this.#tasksRoot, taskCount: this.taskCount };
    if (place && isTaskOfJob(job, { index, taskHash }, place)) return undefined;
    const code = index < this.taskCount ? 'NODE_TASK_NOT_OF_JOB' : 'NODE_TASK_OUT_OF_RANGE';
    return new SuanliError(code, { parameters: { taskIndex: index, taskCount: this.taskCount } });
  }

  /** Drops tasks that have not started; the others may finish, but hold the requester up no longer. */
  cancel(taskIndexes: Iterable<number>): void {
    for (const index of taskIndexes) {
      const flight = this.#flights.get(index);
      if (!flight || flight.cancelled) continue;
      if (this.#context.engine.drop(flight)) this.#release(flight);
      else {
        flight.cancelled = true;
        this.#cancelledFlights++;
      }
    }
  }

  /** The requester is gone: what has not started is dropped, what runs goes on and is kept for its return. */
  detach(session: TaskSession): void {
    if (this.session !== session) return;
    this.session = undefined;
    for (const flight of [...this.#flights.values()]) {
      if (this.#context.engine.drop(flight)) this.#release(flight);
    }
  }

  /** Ends everything that has no outcome yet, tells the requester, and resolves when all outcomes are kept and sent. */
  async settleDown(reasonOf: (taskIndex: number) => SuanliError): Promise<void> {
    const told: Promise<void>[] = [];
    for (const flight of [...this.#flights.values()]) {
      if (flight.state === 'finished') continue;
      const reason = reasonOf(flight.task.index);
      if (!this.#context.engine.drop(flight)) flight.controller.abort(reason);
      this.#release(flight);
      if (!flight.cancelled) told.push(this.#tellFailed(flight.task.index, reason, 'provider'));
    }
    await Promise.all(told);
    await this.flushed();
  }

  /** Tells the requester that queued tasks will not be run here. */
  async refuseQueued(reason: SuanliError): Promise<void> {
    const told: Promise<void>[] = [];
    for (const flight of [...this.#flights.values()]) {
      if (!this.#context.engine.drop(flight)) continue;
      this.#release(flight);
      if (!flight.cancelled) told.push(this.#tellFailed(flight.task.index, reason, 'provider'));
    }
    await Promise.all(told);
  }

  /** Resolves when all results so far are kept and sent. */
  async flushed(): Promise<void> {
    await this.#finished.flushed();
  }

  /** A flight has an outcome: it is signed with whatever else is ready when the signer is free. */
  complete(flight: Flight, result: TaskResult): void {
    // Dropped while it ran: nobody counts on it any more.
    if (this.#flights.get(flight.task.index) !== flight) return;
    flight.state = 'finished';
    flight.result = result;
    this.#finished.add(flight);
  }

  /** A flight has no outcome. */
  async fail(flight: Flight, error: SuanliError, kind: TaskMessageOf<'failed'>['kind']): Promise<void> {
    if (this.#flights.get(flight.task.index) !== flight) return;
    this.#release(flight);
    await this.#tellFailed(flight.task.index, error, kind);
  }

  async #deliver(flights: readonly Flight[]): Promise<void> {
    const { account, domain, store, metrics, logger } = this.#context;
    const results = flights.map((flight) => flight.result as TaskResult);
    const { dealId } = this;
    try {
      const { signature } = await signReceiptBatch({ account, domain, dealId, leaves: results });
      // Whoever can be challenged has to be able to show and to run a task again.
      const tasks = this.deal.policy === optimisticPolicy ? flights.map(({ task }) => task) : [];
      store.addBatch({ dealId, results, signature, tasks });
      for (const flight of flights) {
        this.#release(flight);
        const { taskIndex, work, status } = flight.result as TaskResult;
        this.#receipts.set(taskIndex, flight.taskHash);
        this.#workDone += work;
        metrics.results.inc({ status: taskStatusName(status) });
        metrics.workGwu.inc(Number(work) / 1e9);
      }
      metrics.batchSize.observe(results.length);
      await this.send({ type: 'results', dealId, results, signature });
    } catch (error) {
      // A result that is not kept is never sent. The deal was answered meanwhile, or the disk is full.
      logger.error({ err: error, dealId, results: results.length }, 'results could not be kept');
      const codedOf = (taskIndex: number): SuanliError =>
        isSuanliError(error)
          ? error
          : new SuanliError('NODE_TASK_NOT_RUN', { parameters: { taskIndex }, cause: error });
      await Promise.all(flights.map((flight) => this.fail(flight, codedOf(flight.task.index), 'provider')));
    }
  }

  /** Why a new task is not taken; undefined where it is. */
  #admit({ index: taskIndex, stdin }: JobTask): SuanliError | undefined {
    if (this.closed) return this.closed;
    const { taskCount, deal } = this;
    if (taskIndex >= taskCount) {
      return new SuanliError('NODE_TASK_OUT_OF_RANGE', { parameters: { taskIndex, taskCount } });
    }
    const { credit } = this.#context;
    const stdinBytes = this.#stdinBytes + (stdin?.length ?? 0);
    if (this.#flights.size - this.#cancelledFlights >= credit || stdinBytes > maxStdinBytes) {
      return new SuanliError('NODE_OVER_CREDIT', { parameters: { taskIndex, credit } });
    }
    if (!this.#hasBudget()) this.#abortCancelled();
    if (!this.#hasBudget()) {
      return new SuanliError('NODE_OVER_BUDGET', { parameters: { taskIndex, maxWork: deal.maxWork } });
    }
    return this.#reserve();
  }

  /** Reserves the price of one more task on the tab, where it goes on one. */
  #reserve(): SuanliError | undefined {
    if (!this.#tab?.reserve()) return undefined;
    this.#abortCancelled();
    return this.#tab.reserve();
  }

  #hasBudget(): boolean {
    return this.#workDone + this.#reservedWork + this.template.limits.work <= this.deal.maxWork;
  }

  /** The requester counts cancelled tasks no more, so they must not stand in the way of its next ones. */
  #abortCancelled(): void {
    for (const flight of [...this.#flights.values()]) {
      if (!flight.cancelled || flight.state !== 'running') continue;
      flight.controller.abort();
      this.#release(flight);
    }
  }

  #revive(flight: Flight): void {
    if (!flight.cancelled) return;
    flight.cancelled = false;
    this.#cancelledFlights--;
  }

  #release(flight: Flight): void {
    if (!this.#flights.delete(flight.task.index)) return;
    this.#reservedWork -= this.template.limits.work;
    this.#tab?.release();
    this.#stdinBytes -= flight.task.stdin?.length ?? 0;
    if (flight.cancelled) this.#cancelledFlights--;
  }

  #tellFailed(taskIndex: number, error: SuanliError, kind: TaskMessageOf<'failed'>['kind']): Promise<void> {
    this.#context.metrics.failures.inc({ code: error.code });
    return this.send({ type: 'failed', dealId: this.dealId, taskIndex, kind, ...wireError(error) });
  }
}
