import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../protocol/test/seededRandom.ts';
import { TaskBoard } from '../src/coordinator/internal/TaskBoard.ts';

describe('the task board', () => {
  test('under random takes, losses, failures and late results every task ends exactly once', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = seededRandom(seed);
      const count = 1 + Math.floor(random() * 60);
      const board = new TaskBoard(count, { maxAttempts: 3 });
      const held = new Map<string, number[]>();
      const ended: number[] = [];
      for (let step = 0; !board.finished; step++) {
        expect(step).toBeLessThan(20_000);
        const runner = `0x${Math.floor(random() * 4)}` as const;
        const mine = held.get(runner) ?? [];
        held.set(runner, mine);
        const dice = random();
        if (dice < 0.4) mine.push(...board.take(1 + Math.floor(random() * 5)));
        else if (dice < 0.5) board.putBack(mine.splice(0));
        else if (mine.length > 0) {
          const [index] = mine.splice(Math.floor(random() * mine.length), 1) as [number];
          if (dice < 0.6) board.fail(index, { kind: random() < 0.1 ? 'user' : 'provider', code: 'X' }, runner);
          else if (board.complete(index, runner)) ended.push(index);
        }
      }
      expect(new Set(ended).size).toBe(ended.length);
      expect(board.results.size + board.failures.size).toBe(count);
      for (const index of board.failures.keys()) expect(board.results.has(index)).toBe(false);
      expect(board.take(count)).toEqual([]);
    }
  });

  test('that a task itself is at fault is believed of two providers, not of one', () => {
    const board = new TaskBoard(1, { maxAttempts: 5 });
    board.take(1);
    board.fail(0, { kind: 'user', code: 'BLOB_NOT_FOUND' }, 'a');
    expect(board.take(1)).toEqual([0]);
    board.fail(0, { kind: 'user', code: 'BLOB_NOT_FOUND' }, 'a');
    expect(board.take(1)).toEqual([0]);
    board.fail(0, { kind: 'user', code: 'BLOB_NOT_FOUND' }, 'b');
    expect(board.failures.get(0)?.code).toBe('BLOB_NOT_FOUND');
  });

  test('a task is tried elsewhere until enough is enough', () => {
    const board = new TaskBoard(1, { maxAttempts: 2 });
    board.take(1);
    board.fail(0, { kind: 'provider', code: 'EXECUTOR_CRASHED' }, 'a');
    expect(board.take(1)).toEqual([0]);
    board.fail(0, { kind: 'provider', code: 'EXECUTOR_CRASHED' }, 'a');
    expect(board.finished).toBe(true);
  });

  test('tasks that do not suit stay where they are, in order', () => {
    const board = new TaskBoard(5, { maxAttempts: 2 });
    expect(board.take(2, (index) => index % 2 === 1)).toEqual([1, 3]);
    expect(board.take(5)).toEqual([0, 2, 4]);
  });
});
