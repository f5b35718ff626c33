import { describe, expect, test } from 'vitest';
import { balanceTasks } from '../src/coordinator/internal/balanceTasks.ts';
import type { DealRunner } from '../src/coordinator/internal/DealRunner.ts';
import { TaskBoard } from '../src/coordinator/internal/TaskBoard.ts';

const now = 1_000_000;
const options = { now, durationsMs: [100, 100, 100], slowFactor: 4, slowMinimumMs: 500 };

/** What balancing sees of a runner, with one slot and tasks that were all sent at the same time. */
class Seat {
  readonly announcement = { capability: { slots: 1 } };
  readonly inFlight = new Map<number, number>();
  readonly sent = new Set<number>();
  readonly handedBack: number[] = [];
  readonly duplicated: number[] = [];
  readonly hasBudget = true;
  room = 2;
  pumped = 0;
  constructor(indexes: readonly number[], sentAt = now - 10_000) {
    for (const index of indexes) {
      this.inFlight.set(index, sentAt);
      this.sent.add(index);
    }
  }
  get idle(): boolean {
    return this.inFlight.size === 0;
  }
  get waitingThere(): number[] {
    return [...this.inFlight.keys()].slice(1);
  }
  hasSent(index: number): boolean {
    return this.sent.has(index);
  }
  handBack(indexes: readonly number[]): void {
    this.handedBack.push(...indexes);
    for (const index of indexes) this.inFlight.delete(index);
  }
  pump(): void {
    this.pumped++;
  }
  async duplicate(indexes: readonly number[]): Promise<void> {
    this.duplicated.push(...indexes);
    for (const index of indexes) {
      this.inFlight.set(index, now);
      this.sent.add(index);
    }
  }
}

function balance(seats: readonly Seat[], tasks: number, waiting = 0): void {
  const board = new TaskBoard(tasks, { maxAttempts: 5 });
  board.take(tasks - waiting);
  balanceTasks(seats as unknown as DealRunner[], board, options);
}

describe('balancing', () => {
  test('an idle provider takes over no more than it can run', () => {
    const busy = new Seat([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const idle = new Seat([]);
    balance([busy, idle], 10);
    expect(busy.handedBack).toEqual([8, 9]);
    expect(idle.pumped).toBe(1);
  });

  test('one without room takes nothing over', () => {
    const busy = new Seat([0, 1, 2]);
    const idle = new Seat([]);
    idle.room = 0;
    balance([busy, idle], 3);
    expect(busy.handedBack).toEqual([]);
  });

  test('nothing moves while tasks wait on the board', () => {
    const busy = new Seat([0, 1, 2]);
    balance([busy, new Seat([])], 4, 1);
    expect(busy.handedBack).toEqual([]);
  });

  test('a slow task goes to one more provider, not to all of them', () => {
    const slow = new Seat([0]);
    const idle = [new Seat([]), new Seat([]), new Seat([])];
    const seats = [slow, ...idle];
    balance(seats, 1);
    balance(seats, 1);
    expect(idle.map(({ duplicated }) => duplicated.length)).toEqual([1, 0, 0]);
  });

  test('a task that one idle provider had before goes to another', () => {
    const slow = new Seat([0]);
    const had = new Seat([]);
    had.sent.add(0);
    const fresh = new Seat([]);
    balance([slow, had, fresh], 1);
    expect([had.duplicated, fresh.duplicated]).toEqual([[], [0]]);
  });

  test('what is not slow is left alone', () => {
    const running = new Seat([0], now - 400);
    const idle = new Seat([]);
    balance([running, idle], 1);
    expect(idle.duplicated).toEqual([]);
  });
});
