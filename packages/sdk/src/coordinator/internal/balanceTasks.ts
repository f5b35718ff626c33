import type { DealRunner } from './DealRunner.ts';
import type { TaskBoard } from './TaskBoard.ts';

export interface BalanceOptions {
  /** Milliseconds, as `Date.now` gives them. */
  readonly now: number;
  /** How long recent tasks took from sending to receipt, in milliseconds. */
  readonly durationsMs: readonly number[];
  /** See `JobPatience`. */
  readonly slowFactor: number;
  readonly slowMinimumMs: number;
}

/**
 * Keeps providers busy towards a job's end, once no task waits on the board: idle ones take over what still waits at busy
 * ones (work stealing), and what runs far too long is given to a second one as well (backup tasks, as in MapReduce §3.6).
 */
export function balanceTasks(runners: readonly DealRunner[], board: TaskBoard, options: BalanceOptions): void {
  if (board.waiting > 0) return;
  shareWaitingTasks(runners);
  if (board.waiting === 0) duplicateSlowTasks(runners, board, options);
}

function shareWaitingTasks(runners: readonly DealRunner[]): void {
  for (const idle of runners) {
    if (!idle.idle || !idle.hasBudget) continue;
    const [most] = runners
      .map((runner) => ({ runner, waiting: runner.waitingThere.filter((index) => !idle.hasSent(index)) }))
      .filter(({ waiting }) => waiting.length > 0)
      .sort((a, b) => b.waiting.length - a.waiting.length);
    if (!most) return;
    // No more than it can take: what lay on the board meanwhile would stop all balancing.
    const count = Math.min(Math.ceil(most.waiting.length / 2), idle.room);
    if (count <= 0) continue;
    most.runner.handBack(most.waiting.slice(-count));
    idle.pump();
  }
}

function duplicateSlowTasks(runners: readonly DealRunner[], board: TaskBoard, options: BalanceOptions): void {
  const idle = runners.filter((runner) => runner.idle && runner.hasBudget);
  if (idle.length === 0) return;
  const sorted = options.durationsMs.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  const limitMs = Math.max(options.slowMinimumMs, median * options.slowFactor);
  // By its newest holder's time: a task that a second provider has just got is not slow there.
  const newest = new Map<number, number>();
  for (const runner of runners) {
    for (const [index, sentAt] of runner.inFlight) newest.set(index, Math.max(newest.get(index) ?? 0, sentAt));
  }
  const slow = new Set<number>();
  for (const [index, sentAt] of newest) if (options.now - sentAt > limitMs && !board.isDone(index)) slow.add(index);
  for (const runner of idle) {
    const mine = [...slow].filter((index) => !runner.hasSent(index)).slice(0, runner.announcement.capability.slots);
    for (const index of mine) slow.delete(index);
    if (mine.length > 0) runner.duplicate(mine).catch(() => undefined);
  }
}
