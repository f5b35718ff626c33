import { describe, expect, test, vi } from 'vitest';
import type { Flight, TaskOwner, TaskTurn } from '../src/tasks/Flight.ts';
import { TaskScheduler, type TaskSchedulerOptions } from '../src/tasks/internal/TaskScheduler.ts';

/** A scheduler whose tasks end when the test says so. */
class Desk {
  readonly scheduler: TaskScheduler;
  /** What runs, in the order of its start. */
  readonly started: string[] = [];
  readonly #ends = new Map<string, () => void>();

  constructor(slots: number, options: TaskSchedulerOptions = {}) {
    this.scheduler = new TaskScheduler(
      (flight) => {
        const name = flight.taskHash;
        this.started.push(name);
        return new Promise((resolve) => this.#ends.set(name, resolve));
      },
      slots,
      options,
    );
  }

  add(turn: TaskTurn, ...names: string[]): Flight[] {
    return names.map((name) => {
      const flight = {
        owner: { turn } as TaskOwner,
        task: { index: 0 },
        taskHash: name as Flight['taskHash'],
        controller: new AbortController(),
        state: 'queued',
        cancelled: false,
        result: undefined,
      } satisfies Flight;
      this.scheduler.add(flight);
      return flight;
    });
  }

  async end(...names: string[]): Promise<void> {
    for (const name of names) this.#ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the task scheduler', () => {
  test('lets turns alternate, two tasks a slot', () => {
    const desk = new Desk(2);
    desk.add({}, 'a1', 'a2', 'a3', 'a4', 'a5');
    desk.add({}, 'b1', 'b2');
    expect(desk.started).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(desk.scheduler.queued).toBe(3);
  });

  test('keeps reserved slots free, whoever came first, and gives them to their owner at once', async () => {
    const desk = new Desk(3);
    const [lease, deal]: TaskTurn[] = [{}, {}];
    desk.scheduler.reserve(lease as TaskTurn, 2);
    desk.add(deal as TaskTurn, 'd1', 'd2', 'd3');
    // One slot is left for others, and nothing of theirs waits in the executor before the owner's.
    expect(desk.started).toEqual(['d1']);
    desk.add(lease as TaskTurn, 'l1', 'l2', 'l3');
    expect(desk.started).toEqual(['d1', 'l1', 'l2']);
    // What goes beyond the reservation shares with the others.
    await desk.end('d1');
    expect(desk.started).toEqual(['d1', 'l1', 'l2', 'd2']);
    await desk.end('d2');
    expect(desk.started.slice(4)).toEqual(['l3']);
    desk.scheduler.reserve(lease as TaskTurn, 0);
    expect(desk.started.slice(5)).toEqual(['d3']);
    await desk.end('l1', 'l2', 'l3', 'd3');
    await desk.scheduler.idle();
  });

  test('leaves a slot to everybody where all are reserved', () => {
    const desk = new Desk(1);
    desk.scheduler.reserve({}, 1);
    desk.add({}, 'd1', 'd2');
    expect(desk.started).toEqual(['d1']);
  });

  test('gives a turn no more than its most slots', async () => {
    const desk = new Desk(4);
    const few: TaskTurn = { maxSlots: 2 };
    desk.add(few, 'f1', 'f2', 'f3');
    expect(desk.started).toEqual(['f1', 'f2']);
    desk.add({}, 'a1');
    expect(desk.started).toEqual(['f1', 'f2', 'a1']);
    await desk.end('f1');
    expect(desk.started.at(-1)).toBe('f3');
  });

  test('by price, serves who pays most first, equals in turn, and the rest when those wait for nothing', async () => {
    const desk = new Desk(1, { order: 'price' });
    const paying = (priceWeiPerGwu: bigint): TaskTurn => ({ priceWeiPerGwu });
    desk.add(paying(1n), 'a1', 'a2');
    desk.add(paying(5n), 'b1', 'b2');
    desk.add(paying(5n), 'c1', 'c2');
    desk.add(paying(3n), 'd1');
    // The first was alone when it came, and nothing else was given to the executor before it ended.
    expect(desk.started).toEqual(['a1']);
    for (const name of ['a1', 'b1', 'c1', 'b2', 'c2', 'd1', 'a2']) {
      expect(desk.started.at(-1)).toBe(name);
      await desk.end(name);
    }
    await desk.scheduler.idle();
  });

  test('by price, who has no price takes turns with who pays most', async () => {
    const desk = new Desk(1, { order: 'price' });
    desk.add({}, 'l1', 'l2', 'l3');
    desk.add({ priceWeiPerGwu: 1n }, 'a1', 'a2');
    desk.add({ priceWeiPerGwu: 2n }, 'b1', 'b2');
    const order: string[] = [];
    while (desk.started.length > order.length) {
      const name = desk.started.at(-1) as string;
      order.push(name);
      await desk.end(name);
    }
    expect(order.filter((name) => !name.startsWith('l'))).toEqual(['b1', 'b2', 'a1', 'a2']);
    expect(order.filter((name) => name.startsWith('l'))).toEqual(['l1', 'l2', 'l3']);
    expect(order.indexOf('l3')).toBeLessThan(order.indexOf('a2'));
  });

  test('by price, a better payer that may have no further slot does not keep the others from one', () => {
    const desk = new Desk(2, { order: 'price' });
    desk.add({ priceWeiPerGwu: 9n, maxSlots: 1 }, 'b1', 'b2');
    desk.add({ priceWeiPerGwu: 1n }, 'a1');
    expect(desk.started).toEqual(['b1', 'a1']);
  });

  test('collects tasks after an idle time, so that the best of them comes first', async () => {
    vi.useFakeTimers();
    const desk = new Desk(1, { order: 'price', collectMs: 500 });
    desk.add({ priceWeiPerGwu: 1n }, 'a1');
    await vi.advanceTimersByTimeAsync(499);
    desk.add({ priceWeiPerGwu: 2n }, 'b1');
    expect(desk.started).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    expect(desk.started).toEqual(['b1']);
    await desk.end('b1');
    // While there is work, nobody waits for more.
    expect(desk.started).toEqual(['b1', 'a1']);
  });

  test('forgets what is dropped', async () => {
    const desk = new Desk(1);
    const turn: TaskTurn = {};
    const [, , third] = desk.add(turn, 'a1', 'a2', 'a3', 'a4');
    expect(desk.scheduler.drop(third as Flight)).toBe(true);
    expect(desk.scheduler.drop(third as Flight)).toBe(false);
    await desk.end('a1');
    expect(desk.started).toEqual(['a1', 'a2', 'a4']);
  });
});
