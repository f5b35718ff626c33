import type { Deal, OfferAnnouncement, ReceiptLeaf } from '@suanli/protocol';
import type { Hex } from 'viem';
import { signOpening } from '../../actions/broker/signOpening.ts';
import type { ReceiptRecord } from '../JobRecord.ts';
import { balanceTasks } from './balanceTasks.ts';
import { DealRunner } from './DealRunner.ts';

import { dealsProgress } from './dealsProgress.ts';
import { type ConductorProgress, type JobRun, tickMs } from './JobRun.ts';
import { TaskBoard } from './TaskBoard.ts';
import type { TabAccount } from './tabs/TabAccount.ts';

const maxAttemptsPerTask = 5;
const sleepMs = 2_000;
const keptDurations = 1_000;

export interface ServedDeal {
  readonly dealId: Hex;
  readonly deal: Deal;
  readonly announcement: OfferAnnouncement;
  /** Receipts of it that are stored. */
  readonly known: readonly ReceiptLeaf[];
  /** True where an earlier process has served it. */
  readonly resumed: boolean;
  readonly tab?: TabAccount;
}

export interface SharedBoardOptions {
  /** False where a deal's provider must not execute the task. Default: all may. */
  readonly mayExecute?: (index: number, deal: Deal) => boolean;
  /** Must be durable when it resolves. */
  readonly store: (receipts: ReceiptRecord, deal: Deal) => Promise<void>;
  /** A receipt of a deal is stored. */
  readonly complete: (leaf: ReceiptLeaf, dealId: Hex) => void;
}

/** The tasks of a job, which all its deals share: who is idle helps who is slow. */
export class SharedBoard {
  readonly board: TaskBoard;
  readonly runners = new Map<Hex, DealRunner>();
  readonly #run: JobRun;
  readonly #options: SharedBoardOptions;
  readonly #running: Promise<void>[] = [];
  /** How long recent tasks took from sending to receipt, in milliseconds. */
  readonly #durationsMs: number[] = [];
  #lookedAtMs = 0;

  constructor(run: JobRun, options: SharedBoardOptions) {
    this.#run = run;
    this.#options = options;
    this.board = new TaskBoard(run.record.tasks.length, { maxAttempts: maxAttemptsPerTask });
    this.board.onChange(() => run.changed());
  }

  get live(): readonly DealRunner[] {
    return [...this.runners.values()].filter(({ live }) => live);
  }

  /** Tasks that have neither a result nor a failure yet. */
  get remaining(): number {
    return this.#run.record.tasks.length - this.board.results.size - this.board.failures.size;
  }

  /** Why runners are lost, refused or banned, by deal. */
  get reasons(): Map<Hex, string | undefined> {
    return new Map([...this.runners].map(([dealId, { reason }]) => [dealId, reason?.code]));
  }

  get progress(): ConductorProgress {
    const { results, failures } = this.board;
    return { ...dealsProgress(this.runners.values()), tasksDone: results.size, tasksFailed: failures.size };
  }

  /** Has a deal's provider take part. */
  serve(served: ServedDeal): DealRunner {
    const { client, network } = this.#run.context;
    const { dealId, deal, announcement, known, resumed, tab } = served;
    const mayExecute = (index: number) => this.#options.mayExecute?.(index, deal) ?? true;
    const startedAtMs = new Map<number, number>();
    const runner = new DealRunner({
      dealId,
      deal,
      announcement,
      job: this.#run.record,
      domain: client.domain,
      network,
      board: this.board,
      resumed,
      ...(tab === undefined ? {} : { tab }),
      signOpening: (id) => signOpening(client, { opening: { dealId: id, peerId: network.peerId } }),
      known: new Map(known.map((leaf) => [leaf.taskIndex, leaf])).values(),
      reconnectMs: this.#run.patience.reconnectMs,
      liveRunners: () => Math.max(1, this.live.length),
      hasOthers: (index) => this.live.some((other) => other.dealId !== dealId && this.#couldTake(other, index)),
      mayExecute,
      complete: (leaf) => this.#options.complete(leaf, dealId),
      saveReceipts: async (receipts) => {
        const now = Date.now();
        for (const { taskIndex } of receipts.batch.leaves) {
          const sentAtMs = startedAtMs.get(taskIndex);
          if (sentAtMs !== undefined) this.#durationsMs.push(now - sentAtMs);
        }
        if (this.#durationsMs.length > keptDurations) this.#durationsMs.splice(0, keptDurations / 2);
        try {
          await this.#options.store(receipts, deal);
        } catch (error) {
          // The requester's own disk: no provider is to blame, and no other one would do better.
          this.#run.fail(error);
          throw error;
        }
      },
      onChange: () => {
        for (const [index, sentAtMs] of runner.inFlight) startedAtMs.set(index, sentAtMs);
        this.#run.changed();
      },
    });
    this.runners.set(dealId, runner);
    this.#running.push(runner.run());
    return runner;
  }

  /** Hands out tasks, and takes them from those who are late. */
  advance(): void {
    const now = Date.now();
    // After a sleep of this machine, or in a throttled tab, time has passed that no provider had.
    const wasAsleep = this.#lookedAtMs > 0 && now - this.#lookedAtMs > tickMs + sleepMs;
    this.#lookedAtMs = now;
    const runners = [...this.runners.values()];
    for (const runner of runners) {
      if (wasAsleep) runner.excuse(now);
      runner.dropWhereOverdue(now);
      runner.pump();
    }
    balanceTasks(runners, this.board, { now, durationsMs: this.#durationsMs, ...this.#run.patience });
  }

  /** Takes back what is still under way. */
  cancelTasks(): void {
    for (const runner of this.runners.values()) runner.cancel([...runner.inFlight.keys()]);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.runners.values()].map((runner) => runner.stop()));
    await Promise.all(this.#running);
  }

  #couldTake(runner: DealRunner, index: number): boolean {
    if (runner.state !== 'ready' || !runner.hasBudget || runner.avoids(index)) return false;
    return runner.mayExecute(index);
  }
}
