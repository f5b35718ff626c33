import type { Network, TaskSession } from '@suanli/network';
import {
  type Answer,
  type BrokerDomain,
  type Deal,
  dealTypes,
  isSuanliError,
  merkleSumRoot,
  type OfferAnnouncement,
  type ReceiptLeaf,
  SuanliError,
  type TaskMessageOf,
  type TaskResult,
  verifyReceiptBatch,
} from '@suanli/protocol';
import { type Hex, recoverTypedDataAddress } from 'viem';
import { nextLook } from '../../client/internal/nextLook.ts';
import type { Job } from '../Job.ts';
import type { ReceiptRecord } from '../JobRecord.ts';
import { checkOutput, checkResult, wrongReceipt } from './checkResult.ts';
import { packTasks } from './packTasks.ts';
import type { TaskBoard, TaskFailure } from './TaskBoard.ts';
import { TaskPace } from './TaskPace.ts';
import type { TabAccount } from './tabs/TabAccount.ts';

/** How a runner stands. `lost`: no session for too long. `refused`: the provider will not serve. `banned`: it broke the rules. */
export type RunnerState = 'connecting' | 'ready' | 'lost' | 'refused' | 'banned' | 'answered' | 'stopped';

export interface DealRunnerOptions {
  readonly dealId: Hex;
  readonly deal: Deal;
  readonly announcement: OfferAnnouncement;
  readonly job: Job;
  readonly domain: BrokerDomain;
  readonly network: Pick<Network, 'tasks' | 'blobs' | 'connect'>;
  readonly board: TaskBoard;
  /** Says, in the requester's name, that this network's peer speaks for it about a deal. */
  readonly signOpening: (dealId: Hex) => Promise<Hex>;
  /** Must be durable when it resolves: only then is a task done. */
  readonly saveReceipts: (receipts: ReceiptRecord) => Promise<void>;
  /** True where an earlier process has served this deal. */
  readonly resumed: boolean;
  /** Receipts of this deal that are already stored. */
  readonly known: Iterable<ReceiptLeaf>;
  /** How long to try to get a session (back), in milliseconds. */
  readonly reconnectMs: number;
  /** How many runners share the job's tasks, this one included. */
  readonly liveRunners: () => number;
  /** False where its provider must not execute the task: it has, and another one is to confirm it. */
  readonly mayExecute: (index: number) => boolean;
  /** A stored receipt counts from here on, as the policy of the job has it. */
  readonly complete: (leaf: ReceiptLeaf, output: Uint8Array | undefined) => void;
  /** True where another live runner could take a task that is avoided here, and does not avoid it too. */
  readonly hasOthers: (index: number) => boolean;
  /** Where its work goes on a tab. */
  readonly tab?: TabAccount;
  readonly onChange: () => void;
}

/** Messages that carry tasks hold at most this many, so that one frame stays small and work starts early. */
const tasksPerMessage = 512;
const readyTimeoutMs = 60_000;
/** What a task may take beyond its wall-clock limit before its provider is given up: messages, signatures, a busy machine. */
const overdueSlackMs = 5_000;
/** A task may first wait for its inputs, which its wall-clock limit does not cover. */
const inputSlackMs = 30_000;
/** Failures that say nothing of the task: it was not run. */
const notRunCodes: ReadonlySet<string> = new Set([
  'NODE_OVER_BUDGET',
  'NODE_OVER_CREDIT',
  'NODE_STOPPING',
  'NODE_DEAL_CLOSED',
  'NODE_DEAL_NOT_READY',
  'NODE_TASK_CANCELLED',
  'TAB_EXHAUSTED',
  'TAB_OVERDUE',
]);
/** A task sent so recently may be done before word of its cancellation arrives: it is left where it is. */
const takeOverAfterMs = 300;
/** A provider that fails so many tasks one after another is of no use to the job. */
const maxFailuresInARow = 3;
/** So often may a session end without a result before the time to come back is counted from the first of them. */
const maxBarrenSessions = 3;
/** A provider whose answers never fit the receipts is left to answer on chain. */
const maxWrongAnswers = 5;
/** How long a provider may take to read the acceptance; it is for its own good alone. */
const acceptanceTimeoutMs = 5_000;

/**
 * One deal's side of the conversation: sends tasks as far as credit, budget and the provider's pace allow, checks what
 * comes back, and in the end asks for the answer.
 */
export class DealRunner {
  readonly dealId: Hex;
  readonly deal: Deal;
  readonly announcement: OfferAnnouncement;
  readonly inFlight = new Map<number, number>();
  /** Receipts that this deal will be paid for. */
  readonly leaves = new Map<number, ReceiptLeaf>();
  state: RunnerState = 'connecting';
  /** Why it is lost, refused or banned. */
  reason: SuanliError | undefined;
  workDone = 0n;
  readonly #options: DealRunnerOptions;
  readonly #stop = new AbortController();
  readonly #sent = new Set<number>();
  /** Tasks that failed here or were handed back: for others, while there are others. */
  readonly #avoided = new Set<number>();
  #failuresInARow = 0;
  /** True where this session brought a result: only then is a reconnection a new start. */
  #fruitful = false;
  #session: TaskSession | undefined;
  readonly #pace: TaskPace;
  #lastHeardAt = 0;
  #readyAt = 0;
  /** This side was asleep until then: nobody was late meanwhile. */
  #excusedUntil = 0;
  #pumping = false;
  /** Asked for while pumping: what changed since may not have been seen. */
  #pumpAgain = false;
  #finishing = false;
  /** Batches that were received and are not stored yet. */
  #arriving = 0;
  /** Something changed since the answer was asked for last. */
  #toAsk = false;
  #wrongAnswers = 0;
  /** Sessions in a row that brought no result. */
  #barrenSessions = 0;
  /** Work of receipts whose outputs are still on their way. */
  #workArriving = 0n;
  /** The provider says that the deal is full. */
  #budgetSpent = false;
  #answer: (Answer & { signature: Hex }) | undefined;
  #answerWaiters: (() => void)[] = [];

  constructor(options: DealRunnerOptions) {
    this.#options = options;
    this.dealId = options.dealId;
    this.deal = options.deal;
    this.announcement = options.announcement;
    this.#pace = new TaskPace(options.announcement.capability.slots);
    for (const leaf of options.known) {
      this.leaves.set(leaf.taskIndex, leaf);
      this.#sent.add(leaf.taskIndex);
      this.workDone += leaf.work;
    }
  }

  /** True where it could still be given tasks, now or once it is connected. */
  get live(): boolean {
    return this.state === 'connecting' || this.state === 'ready';
  }

  /** True where another task fits into what the deal may cost. */
  get hasBudget(): boolean {
    return this.#budgetRoom() > 0;
  }

  /** True where results of it are awaited, on the way, or being stored. */
  get busy(): boolean {
    return this.inFlight.size > 0 || this.#arriving > 0;
  }

  /** How many tasks it could start soon. */
  get room(): number {
    return Math.min(this.announcement.capability.slots + 1, this.#pace.credit - this.inFlight.size, this.#budgetRoom());
  }

  /** Counts no time before `now` as the provider's. */
  excuse(now: number): void {
    this.#excusedUntil = now;
  }

  get idle(): boolean {
    return this.state === 'ready' && this.inFlight.size === 0;
  }

  get answer(): (Answer & { signature: Hex }) | undefined {
    return this.#answer;
  }

  avoids(index: number): boolean {
    return this.#avoided.has(index);
  }

  hasSent(index: number): boolean {
    return this.#sent.has(index);
  }

  /** Runs until the deal is answered, given up, or stopped. Never rejects: how it ended is its state. */
  async run(): Promise<void> {
    const { signal } = this.#stop;
    let deadline = Date.now() + this.#options.reconnectMs;
    let pauseMs = 100;
    while (!signal.aborted && this.live) {
      try {
        await this.#converse(signal);
      } catch (error) {
        this.#dropSession();
        // Ended on purpose: the reason is set.
        if (signal.aborted || !this.live) break;
        const coded = isSuanliError(error) ? error : new SuanliError('JOB_SESSION_FAILED', { cause: error });
        this.reason = coded;
        if (this.state === 'ready' && (this.#fruitful || ++this.#barrenSessions <= maxBarrenSessions)) {
          deadline = Date.now() + this.#options.reconnectMs;
          pauseMs = 100;
        }
        if (isViolation(coded)) this.#end('banned');
        else if (coded.code === 'JOB_DEAL_REFUSED' || coded.code === 'JOB_PROVIDER_FAILS') this.#end('refused');
        else if (Date.now() + pauseMs > deadline) this.#end('lost');
        else {
          this.state = 'connecting';
          this.#options.onChange();
          await nextLook(pauseMs, signal);
          pauseMs = Math.min(pauseMs * 2, 2_000);
        }
      }
    }
    if (signal.aborted && this.live) this.#end('stopped');
  }

  /** Sends what fits; called whenever something changed. */
  pump(): void {
    if (this.#pumping) {
      this.#pumpAgain = true;
      return;
    }
    if (this.state !== 'ready' || this.#finishing) return;
    this.#pumping = true;
    const done = () => {
      this.#pumping = false;
      if (!this.#pumpAgain) return;
      this.#pumpAgain = false;
      this.pump();
    };
    // A session that cannot send ends, and says why; what it held goes back there.
    this.#pumpAll().then(done, done);
  }

  /** Gives this runner a copy of a task that another one holds, because that one is slow. */
  async duplicate(indexes: readonly number[]): Promise<void> {
    const room = Math.min(this.#budgetRoom(), this.#pace.credit - this.inFlight.size);
    const fresh = indexes.filter((index) => !this.#sent.has(index) && this.#options.mayExecute(index));
    await this.#send(fresh.slice(0, Math.max(0, room)));
  }

  /** Tasks that were sent last and, by the number of its slots, have not started yet: what others may take over. */
  get waitingThere(): number[] {
    const excess = this.inFlight.size - this.announcement.capability.slots;
    if (excess <= 0) return [];
    const before = Date.now() - takeOverAfterMs;
    return [...this.inFlight.entries()]
      .slice(-excess)
      .filter(([, sentAt]) => sentAt < before)
      .map(([index]) => index);
  }

  /** Hands tasks back to the board; the provider drops those that have not started. */
  handBack(indexes: readonly number[]): void {
    for (const index of indexes) this.#avoided.add(index);
    this.cancel(indexes);
    this.#options.board.putBack(indexes);
  }

  /** Gives up on a provider that lives but does not deliver: tasks have a wall-clock limit, which it must keep. */
  dropWhereOverdue(now: number): void {
    if (this.state !== 'ready') return;
    const { wallMs } = this.#options.job.template.limits;
    const { slots } = this.announcement.capability;
    const since = Math.max(this.#lastHeardAt, this.#readyAt, this.#excusedUntil);
    const { inputs } = this.#options.job.template;
    const perTask = this.#options.job.tasks.some((task) => task.inputs !== undefined);
    const slackMs = overdueSlackMs + (perTask || Object.keys(inputs).length > 0 ? inputSlackMs : 0);
    let position = 0;
    for (const sentAt of this.inFlight.values()) {
      const turns = Math.ceil(++position / slots);
      if (now > Math.max(sentAt, since) + turns * wallMs + slackMs) {
        this.reason = new SuanliError('JOB_PROVIDER_SILENT');
        this.#end('lost');
        return;
      }
      // Only the oldest tasks can be overdue; later ones start after them.
      if (position > slots) return;
    }
  }

  /** Whether it may be given the task at all; see {@link DealRunnerOptions.mayExecute}. */
  mayExecute(index: number): boolean {
    return this.#options.mayExecute(index);
  }

  /** Ends the conversation with a provider whose results are refuted. */
  ban(reason: SuanliError): void {
    this.reason = reason;
    this.#end('banned');
  }

  /** Tells the provider that tasks are not wanted from it any more. */
  cancel(indexes: readonly number[]): void {
    const held = indexes.filter((index) => this.inFlight.has(index));
    if (held.length === 0 || this.state !== 'ready' || !this.#session) return;
    for (const index of held) this.inFlight.delete(index);
    this.#session.send({ type: 'cancel', dealId: this.dealId, taskIndexes: held }).catch(() => undefined);
    this.pump();
  }

  /** Asks for the signed answer over all receipts of this deal; undefined where none came in time. */
  async finish(timeoutMs: number, stop?: AbortSignal): Promise<(Answer & { signature: Hex }) | undefined> {
    this.#finishing = true;
    this.#toAsk = true;
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(timeoutMs), ...(stop ? [stop] : [])]);
    while (!this.#answer && !signal.aborted && this.live && this.#wrongAnswers < maxWrongAnswers) {
      if (this.state === 'ready' && this.#arriving === 0 && this.#toAsk) {
        this.#toAsk = false;
        await this.#askForAnswer(signal).catch(() => undefined);
      }
      if (this.#answer || !this.live || signal.aborted) break;
      if (this.#toAsk && this.state === 'ready' && this.#arriving === 0) continue;
      await new Promise<void>((resolve) => {
        const done = () => {
          signal.removeEventListener('abort', done);
          resolve();
        };
        this.#answerWaiters.push(done);
        signal.addEventListener('abort', done, { once: true });
      });
    }
    return this.#answer;
  }

  /** Hands the requester's acceptance over, so that the provider can settle by itself. */
  async accept(signature: Hex): Promise<void> {
    if (!this.#answer || !this.#session) return;
    const { root, work } = this.#answer;
    const message = { type: 'acceptance', dealId: this.dealId, root, work, signature } as const;
    await this.#session.send(message, { signal: AbortSignal.timeout(acceptanceTimeoutMs) }).catch(() => undefined);
  }

  /** Tells the provider of a payment; false where it is not there. */
  async announce(payment: TaskMessageOf<'payment'>['payment']): Promise<boolean> {
    const session = this.#session;
    if (this.state !== 'ready' || !session) return false;
    const sent = session.send({ type: 'payment', dealId: this.dealId, payment });
    return sent.then(
      () => true,
      () => false,
    );
  }

  /** Ends the conversation; what was in flight goes back to the board. */
  async stop(): Promise<void> {
    this.#stop.abort();
    const session = this.#session;
    this.#dropSession();
    await session?.close().catch(() => undefined);
  }

  async #askForAnswer(signal: AbortSignal): Promise<void> {
    const taskIndexes = [...this.leaves.keys()].sort((a, b) => a - b);
    await this.#session?.send({ type: 'finish', dealId: this.dealId, taskIndexes }, { signal });
  }

  #end(state: RunnerState): void {
    this.state = state;
    this.#dropSession();
    this.#wakeFinish();
    this.#options.onChange();
  }

  #dropSession(): void {
    const session = this.#session;
    this.#session = undefined;
    this.#pace.withdraw();
    const held = [...this.inFlight.keys()];
    this.inFlight.clear();
    this.#options.board.putBack(held);
    if (session) session.abort(new SuanliError('JOB_SESSION_ENDED'));
  }

  async #converse(signal: AbortSignal): Promise<void> {
    const { network, announcement, job, tab } = this.#options;
    const dialSignal = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
    const session = await network.tasks.dial(announcement.capability.addresses, { signal: dialSignal });
    if (signal.aborted) return session.abort();
    this.#session = session;
    this.#fruitful = false;
    const readyTimer = setTimeout(() => session.abort(new SuanliError('JOB_PROVIDER_SILENT')), readyTimeoutMs);
    try {
      await session.send({
        type: 'open',
        dealId: this.dealId,
        deal: this.deal,
        ...(tab ? { tab: tab.order } : {}),
        template: job.template,
        tasksRoot: job.tasksRoot,
        taskCount: job.tasks.length,
        signature: await this.#options.signOpening(this.dealId),
      });
      for await (const message of session.messages) {
        if (signal.aborted) return;
        if (message.type === 'heartbeat' || !('dealId' in message) || message.dealId !== this.dealId) continue;
        switch (message.type) {
          case 'ready':
            clearTimeout(readyTimer);
            this.#pace.grant(message.credit);
            if (this.state !== 'ready') this.#readyAt = Date.now();
            this.state = 'ready';
            this.#budgetSpent = false;
            if (message.tab) tab?.stands(message.tab, this.workDone);
            this.#toAsk = true;
            this.#options.onChange();
            this.#wakeFinish();
            this.pump();
            break;
          case 'refused':
            throw new SuanliError('JOB_DEAL_REFUSED', {
              parameters: { provider: this.deal.provider, reason: message.code },
              metaMessages: Object.entries(message.parameters).map(([name, value]) => `${name}: ${value}`),
            });
          case 'results':
            await this.#takeResults(message);
            break;
          case 'failed':
            this.#takeFailure(message);
            break;
          case 'answer':
            await this.#takeAnswer(message);
            break;
          case 'tab':
            tab?.take(message, this.workDone);
            this.#options.onChange();
            this.pump();
            break;
          default:
            throw new SuanliError('JOB_PROVIDER_BROKE_PROTOCOL', {
              parameters: { provider: this.deal.provider, what: message.type },
            });
        }
      }
    } finally {
      clearTimeout(readyTimer);
    }
    throw (await session.closed) ?? new SuanliError('JOB_SESSION_ENDED');
  }

  #budgetRoom(): number {
    if (this.#budgetSpent) return 0;
    const limit = this.#options.job.template.limits.work;
    const room = this.deal.maxWork - this.workDone - this.#workArriving - BigInt(this.inFlight.size) * limit;
    const tasks = room <= 0n ? 0 : Number(room / limit);
    const { tab } = this.#options;
    return tab ? Math.min(tasks, tab.room(this.inFlight.size, this.workDone + this.#workArriving)) : tasks;
  }

  #window(): number {
    return this.#pace.window(this.inFlight.size, this.#options.board.waiting, this.#options.liveRunners());
  }

  async #pumpAll(): Promise<void> {
    for (;;) {
      const room = Math.min(this.#window() - this.inFlight.size, this.#budgetRoom(), tasksPerMessage);
      if (room <= 0 || this.state !== 'ready' || this.#finishing) return;
      const mine = this.#options.board.take(
        room,
        (index) => this.#options.mayExecute(index) && (!this.#avoided.has(index) || !this.#options.hasOthers(index)),
      );
      if (mine.length === 0) return;
      await this.#send(mine);
    }
  }

  async #send(indexes: readonly number[]): Promise<void> {
    const session = this.#session;
    if (indexes.length === 0) return;
    if (!session || this.state !== 'ready') {
      this.#options.board.putBack(indexes);
      return;
    }
    const now = Date.now();
    const tasks = indexes.map((index) => {
      this.inFlight.set(index, now);
      this.#sent.add(index);
      const task = this.#options.job.tasks[index];
      if (!task) throw new RangeError(`no task ${index}`);
      return task;
    });
    try {
      for (const part of packTasks(this.#options.job, tasks)) {
        await session.send({ type: 'tasks', dealId: this.dealId, ...part });
        // A slow line is not the provider's fault: its time starts when it has them.
        const sentAt = Date.now();
        for (const { index } of part.tasks) if (this.inFlight.has(index)) this.inFlight.set(index, sentAt);
      }
    } catch (error) {
      // What did not go out is nobody's task; a session that cannot send is of no use.
      session.abort(isSuanliError(error) ? error : new SuanliError('JOB_SESSION_FAILED', { cause: error }));
      throw error;
    }
  }

  /** Everything about a batch is checked before anything of it counts. */
  async #takeResults(message: TaskMessageOf<'results'>): Promise<void> {
    const { job, domain, resumed } = this.#options;
    const seen = new Set<number>();
    for (const result of message.results) {
      const { taskIndex } = result;
      if (seen.has(taskIndex)) throw wrongReceipt(this.deal, `task ${taskIndex} twice`);
      seen.add(taskIndex);
      // After a restart it is not known what was sent; the provider sends all it has of the deal again, and that is welcome.
      if (!this.#sent.has(taskIndex) && !resumed)
        throw wrongReceipt(this.deal, `task ${taskIndex} was not given to it`);
      checkResult(result, { job, deal: this.deal, known: this.leaves.get(taskIndex) });
    }
    const batch = { dealId: this.dealId, leaves: message.results.map(leafOf), signature: message.signature };
    await verifyReceiptBatch({ batch, domain, provider: this.deal.provider });

    const fresh = message.results.filter(({ taskIndex }) => !this.leaves.has(taskIndex));
    if (fresh.length === 0) return;
    for (const { taskIndex } of fresh) this.inFlight.delete(taskIndex);
    this.#lastHeardAt = Date.now();
    this.#pace.measure(fresh.length);
    let reserved = 0n;
    for (const { work } of fresh) reserved += work;
    // From now on it counts against the budget, and as this runner's business, though it is not stored yet.
    this.#arriving++;
    this.#workArriving += reserved;
    const settled = () => {
      this.#arriving--;
      this.#workArriving -= reserved;
      this.#toAsk = true;
      this.#wakeFinish();
    };
    if (fresh.every(({ output }) => output !== undefined)) {
      const outputs = new Map(fresh.map(({ taskIndex, output }) => [taskIndex, output as Uint8Array]));
      try {
        await this.#store(batch, fresh, outputs);
      } catch (error) {
        this.#options.board.putBack(fresh.map(({ taskIndex }) => taskIndex));
        throw error;
      } finally {
        settled();
      }
    } else {
      // Outputs too large for a message come by CID; tasks go on meanwhile.
      this.#fetchAndStore(batch, fresh).then(
        () => {
          settled();
          this.pump();
        },
        (error: unknown) => {
          settled();
          const coded = isSuanliError(error) ? error : new SuanliError('JOB_SESSION_FAILED', { cause: error });
          this.#outputsMissing(fresh, coded);
        },
      );
    }
    this.pump();
  }

  async #fetchAndStore(batch: ReceiptRecord['batch'], fresh: readonly TaskResult[]): Promise<void> {
    const { job, network } = this.#options;
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(60_000)]);
    const from = this.announcement.capability.addresses[0];
    const outputs = new Map<number, Uint8Array>();
    for (const result of fresh) {
      let output = result.output;
      if (output === undefined) {
        output = await network.blobs.get(result.outputCid ?? '', { signal, ...(from === undefined ? {} : { from }) });
        checkOutput(result, output, { job, deal: this.deal });
      }
      outputs.set(result.taskIndex, output);
    }
    await this.#store(batch, fresh, outputs);
  }

  async #store(
    batch: ReceiptRecord['batch'],
    fresh: readonly TaskResult[],
    outputs: ReadonlyMap<number, Uint8Array>,
  ): Promise<void> {
    // What came a second time, after a reconnection, is stored and counted once.
    const added = fresh.filter(({ taskIndex }) => !this.leaves.has(taskIndex));
    if (added.length === 0) return;
    let spent = 0n;
    for (const { work } of added) spent += work;
    if (this.workDone + spent > this.deal.maxWork) throw wrongReceipt(this.deal, 'more work than the deal holds');
    await this.#options.saveReceipts({ batch, outputs });
    this.#failuresInARow = 0;
    this.#fruitful = true;
    this.#barrenSessions = 0;
    this.#pace.raise();
    this.reason = undefined;
    for (const result of added) {
      if (this.leaves.has(result.taskIndex)) continue;
      this.leaves.set(result.taskIndex, leafOf(result));
      this.workDone += result.work;
      this.#options.complete(leafOf(result), outputs.get(result.taskIndex));
    }
    this.#wakeFinish();
    this.#options.onChange();
  }

  #takeFailure(message: TaskMessageOf<'failed'>): void {
    const { taskIndex, kind, code } = message;
    if (!this.inFlight.delete(taskIndex)) return;
    if (notRunCodes.has(code)) {
      // It says something about the deal, nothing about the task.
      this.#options.board.putBack([taskIndex]);
      if (code === 'TAB_EXHAUSTED' || code === 'TAB_OVERDUE') {
        this.#options.tab?.refused(this.workDone);
        this.#options.onChange();
        return;
      }
      const { wallMs } = this.#options.job.template.limits;
      if (Date.now() > Math.max(this.#lastHeardAt, this.#readyAt) + 2 * wallMs + overdueSlackMs) {
        throw new SuanliError('JOB_PROVIDER_FAILS', { parameters: { provider: this.deal.provider, reason: code } });
      }
      if (code === 'NODE_OVER_BUDGET') this.#budgetSpent = true;
      else if (code === 'NODE_OVER_CREDIT') this.#pace.lower(this.inFlight.size);
      else if (code !== 'NODE_TASK_CANCELLED') {
        throw new SuanliError('JOB_DEAL_REFUSED', { parameters: { provider: this.deal.provider, reason: code } });
      }
    } else {
      this.#countFailure(taskIndex, { kind, code });
    }
    this.#options.onChange();
    this.pump();
  }

  #countFailure(taskIndex: number, failure: TaskFailure): void {
    this.#avoided.add(taskIndex);
    this.#lastHeardAt = Date.now();
    this.#options.board.fail(taskIndex, failure, this.deal.provider);
    if (failure.kind !== 'user' && ++this.#failuresInARow >= maxFailuresInARow) {
      throw new SuanliError('JOB_PROVIDER_FAILS', {
        parameters: { provider: this.deal.provider, reason: failure.code },
      });
    }
  }

  /** Receipts without outputs are worth nothing: their tasks go elsewhere, and the provider is counted as failing. */
  #outputsMissing(results: readonly TaskResult[], error: SuanliError): void {
    try {
      if (isViolation(error)) throw error;
      for (const { taskIndex } of results) this.#countFailure(taskIndex, { kind: 'infrastructure', code: error.code });
      this.#options.onChange();
    } catch (violation) {
      this.#options.board.putBack(results.map(({ taskIndex }) => taskIndex));
      this.reason = violation as SuanliError;
      this.#end(isViolation(this.reason) ? 'banned' : 'refused');
    }
  }

  async #takeAnswer(message: TaskMessageOf<'answer'>): Promise<void> {
    // Cheap first: hashing every leaf for an answer that cannot be right would let a provider keep this process busy.
    const plausible = message.count === this.leaves.size && message.work === this.workDone;
    const expected = plausible
      ? merkleSumRoot([...this.leaves.values()].sort((a, b) => a.taskIndex - b.taskIndex))
      : undefined;
    if (message.root !== expected?.root) {
      // It answered for a list that has grown meanwhile, or it errs; asking again tells which.
      this.#wrongAnswers++;
      this.#toAsk = true;
      return this.#wakeFinish();
    }
    const answer: Answer = { dealId: this.dealId, root: message.root, work: message.work };
    const signer = await recoverTypedDataAddress({
      domain: this.#options.domain,
      types: { Answer: dealTypes.Answer },
      primaryType: 'Answer',
      message: answer,
      signature: message.signature,
    }).catch(() => undefined);
    if (signer?.toLowerCase() !== this.deal.provider.toLowerCase())
      throw wrongReceipt(this.deal, 'the answer is signed by another');
    this.#answer = { ...answer, signature: message.signature };
    this.#wakeFinish();
  }

  #wakeFinish(): void {
    const waiters = this.#answerWaiters;
    this.#answerWaiters = [];
    for (const wake of waiters) wake();
  }
}

function leafOf({ taskIndex, taskHash, outputHash, work, status }: TaskResult): ReceiptLeaf {
  return { taskIndex, taskHash, outputHash, work, status };
}

/** Errors that say the provider cheats or is broken beyond use: it gets no second chance in this job. */
function isViolation(error: SuanliError): boolean {
  return (
    error.code === 'RECEIPT_FORGED' ||
    error.code === 'RECEIPT_WRONG' ||
    error.code === 'MESSAGE_MALFORMED' ||
    error.code === 'JOB_PROVIDER_BROKE_PROTOCOL'
  );
}
