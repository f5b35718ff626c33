import type { TraceResult } from '@suanli/machine';
import { type Hex, toHex } from 'viem';
import { describe, expect, test } from 'vitest';
import { createThreadTrace } from '../src/disputes/createThreadTrace.ts';
import { TraceDesk, type TracePurpose } from '../src/disputes/TraceDesk.ts';
import type { OpenTrace, TraceFactory, TraceJob } from '../src/disputes/TraceFactory.ts';
import { codeOf } from './support/codeOf.ts';
import { committedJob } from './support/committedJob.ts';
import { hashOf } from './support/samples.ts';

const never = new AbortController().signal;
const facts = { levels: 8, programRoot: new Uint8Array(32), first: new Uint8Array(320) };
const result: TraceResult = { steps: 1n, status: 0, work: 1n, outputHash: new Uint8Array(32) };

/** A desk over traces that answer when the test says so. */
class Bench {
  readonly opened: Hex[] = [];
  readonly closed: Hex[] = [];
  readonly defending: boolean[] = [];
  /** While set, calls wait for it. */
  held: Promise<void> | undefined;
  readonly desk: TraceDesk;

  constructor(places: number) {
    const open: TraceFactory = async ({ seed }) => {
      this.opened.push(seed);
      const call = async <Value>(value: Value): Promise<Value> => {
        await this.held;
        return value;
      };
      return {
        ...facts,
        result: () => call(result),
        hashesAt: (steps) => call(steps.map(() => new Uint8Array(32))),
        headerAt: () => call(new Uint8Array(320)),
        witnessAt: () => call(new Uint8Array(1)),
        close: async () => void this.closed.push(seed),
      } satisfies OpenTrace;
    };
    this.desk = new TraceDesk(open, { places, onDefending: (defending) => void this.defending.push(defending) });
  }

  borrow(name: string, purpose: TracePurpose, signal: AbortSignal = never) {
    const seed = hashOf(name);
    return this.desk.borrow(seed, async () => ({ seed }) as TraceJob, { purpose, signal });
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the desk of traces', () => {
  test('keeps a trace for the next who wants it, and gives up the one that was used least recently', async () => {
    const bench = new Bench(2);
    (await bench.borrow('a', 'challenge')).release();
    (await bench.borrow('b', 'challenge')).release();
    (await bench.borrow('a', 'challenge')).release();
    expect(bench.opened).toEqual([hashOf('a'), hashOf('b')]);
    (await bench.borrow('c', 'challenge')).release();
    expect(bench.closed).toEqual([hashOf('b')]);
  });

  test('games about one task share its trace; another waits for a place', async () => {
    const bench = new Bench(1);
    const loans = [await bench.borrow('a', 'defence'), await bench.borrow('a', 'defence')];
    let got = false;
    const other = bench.borrow('b', 'defence').then((loan) => {
      got = true;
      return loan;
    });
    loans[0]?.release();
    await settle();
    expect(got).toBe(false);
    loans[1]?.release();
    (await other).release();
    expect(bench.opened).toEqual([hashOf('a'), hashOf('b')]);
  });

  test('a defence takes the place of a challenge, whose calls end with a code', async () => {
    const bench = new Bench(1);
    const hold = Promise.withResolvers<void>();
    bench.held = hold.promise;
    const challenge = await bench.borrow('a', 'challenge');
    const call = codeOf(challenge.trace.result());
    const defence = await bench.borrow('b', 'defence');
    expect(await call).toBe('NODE_TRACE_STOPPED');
    expect(bench.closed).toEqual([hashOf('a')]);
    const defended = defence.trace.result();
    // Not the other way round.
    let got = false;
    const again = bench.borrow('a', 'challenge').then((loan) => {
      got = true;
      loan.release();
    });
    await settle();
    expect(got).toBe(false);
    hold.resolve();
    expect(await defended).toBe(result);
    defence.release();
    await again;
  });

  test('who waits is let go by its signal, and defences go first', async () => {
    const bench = new Bench(1);
    const first = await bench.borrow('a', 'defence');
    const stop = new AbortController();
    const reason = new Error('not wanted');
    const aborted = bench.borrow('b', 'challenge', stop.signal).catch((error: unknown) => error);
    const order: string[] = [];
    const waiting = (['challenge', 'defence'] as const).map((purpose) =>
      bench.borrow(purpose, purpose).then((loan) => {
        order.push(purpose);
        loan.release();
      }),
    );
    stop.abort(reason);
    expect(await aborted).toBe(reason);
    first.release();
    await Promise.all(waiting);
    expect(order).toEqual(['defence', 'challenge']);
  });

  test('says when defences compute, and when none does', async () => {
    const bench = new Bench(2);
    const defence = await bench.borrow('a', 'defence');
    expect(bench.defending).toEqual([true, false]);
    const challenge = await bench.borrow('b', 'challenge');
    await challenge.trace.result();
    expect(bench.defending).toEqual([true, false]);
    await Promise.all([defence.trace.result(), defence.trace.headerAt(1n)]);
    expect(bench.defending).toEqual([true, false, true, false]);
  });

  test('what could not be opened is opened anew by the next; a stop ends all', async () => {
    const bench = new Bench(1);
    const fail = async (): Promise<TraceJob> => {
      throw new RangeError('no blob');
    };
    await expect(bench.desk.borrow(hashOf('a'), fail, { purpose: 'defence', signal: never })).rejects.toThrow(
      'no blob',
    );
    const loan = await bench.borrow('a', 'defence');
    const hold = Promise.withResolvers<void>();
    bench.held = hold.promise;
    const call = codeOf(loan.trace.result());
    const waiting = codeOf(bench.borrow('b', 'defence'));
    await bench.desk.stop();
    expect(await call).toBe('NODE_TRACE_STOPPED');
    expect(await waiting).toBe('NODE_TRACE_STOPPED');
    expect(bench.closed).toEqual([hashOf('a')]);
  });
});

describe('a trace in a thread', () => {
  test('says what the machine does, and ends at once when it is aborted', { timeout: 60_000 }, async () => {
    const { job, expected } = await committedJob('spin', { work: 20_000_000_000n });
    const trace = await createThreadTrace()(job, {});
    try {
      expect(toHex(trace.programRoot)).toBe(expected.programRoot);
      const stop = new AbortController();
      const endless = trace.result({ signal: stop.signal }).catch((error: unknown) => error);
      // Whatever computes, this thread goes on.
      await settle();
      const reason = new Error('not wanted');
      stop.abort(reason);
      expect(await endless).toBe(reason);
      // It is made anew for the next call.
      expect((await trace.hashesAt([0n, 5n])).map((hash) => hash.length)).toEqual([32, 32]);
    } finally {
      await trace.close();
    }
    expect(await codeOf(trace.result())).toBe('NODE_TRACE_STOPPED');
  });

  test('is refused where the task commits to another program or input, and for what is no module', {
    timeout: 60_000,
  }, async () => {
    const { job } = await committedJob('echo');
    const open = (change: Partial<TraceJob>) => codeOf(createThreadTrace()({ ...job, ...change }, {}));
    expect(await open({ committed: { ...job.committed, programRoot: hashOf('x') } })).toBe('JOB_PROGRAM_MISMATCH');
    expect(await open({ limits: { ...job.limits, work: job.limits.work + 1n } })).toBe('JOB_PROGRAM_MISMATCH');
    expect(await open({ taskInput: new Uint8Array(64) })).toBe('JOB_INPUT_MISMATCH');
    expect(await open({ templateInput: new Uint8Array(64) })).toBe('JOB_INPUT_MISMATCH');
    expect(await open({ module: new Uint8Array([1, 2, 3]) })).toBe('MACHINE_NOT_WASM');
  });
});
