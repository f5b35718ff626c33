import type { ProofExecutor } from '@suanli/executor/proof';
import type { ProofTask } from '@suanli/protocol';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ProofDesk } from '../src/roles/lease/internal/ProofDesk.ts';
import { LeaseBench, settle, template } from './support/LeaseBench.ts';

const seed = `0x${'33'.repeat(32)}` as const;
let bench: LeaseBench;
afterEach(() => bench?.role.stop());

describe('a job that is given up while it is prepared', () => {
  test('leaves its number to the next attempt, and runs nothing', async () => {
    bench = await LeaseBench.start();
    const owner = await bench.open();
    await owner.say({ type: 'job', job: 1, template }, { type: 'end', job: 1 }, { type: 'job', job: 1, template });
    expect(bench.prepared.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    bench.prepared[1]?.done();
    await settle();
    await owner.say({ type: 'tasks', job: 1, tasks: [{ index: 0 }] });
    expect(bench.flights).toHaveLength(1);
    // The older one comes late; it must not take the place of the job that runs.
    bench.prepared[0]?.done();
    await settle();
    expect(owner.received.filter(({ type }) => type === 'ready')).toHaveLength(1);
    await owner.say({ type: 'end', job: 1 });
    expect(bench.flights).toHaveLength(0);
  });

  test('counts until it has settled', async () => {
    bench = await LeaseBench.start();
    const owner = await bench.open();
    for (let i = 0; i < 17; i++) await owner.say({ type: 'job', job: 1, template }, { type: 'end', job: 1 });
    expect(bench.prepared).toHaveLength(16);
    expect(owner.codes).toEqual(['LEASE_JOBS_TOO_MANY']);
    bench.prepared[0]?.done();
    await settle();
    await owner.say({ type: 'job', job: 2, template });
    expect(bench.prepared).toHaveLength(17);
  });

  test('is given up with its session as well', async () => {
    bench = await LeaseBench.start();
    const owner = await bench.open();
    await owner.say({ type: 'job', job: 1, template });
    owner.stream.abort();
    await settle();
    expect(bench.prepared[0]?.signal.aborted).toBe(true);
  });
});

test('all sessions and jobs of a right share one budget of bytes, whatever the part of a task that fills it', async () => {
  bench = await LeaseBench.start();
  const peers = [await bench.open(1n, 'a'), await bench.open(1n, 'b')];
  const large = (index: number) => ({ index, args: ['x'.repeat(8 * 1_024 * 1_024)] });
  for (const peer of peers) {
    await peer.say({ type: 'job', job: 1, template });
    bench.prepared.at(-1)?.done();
    await settle();
    for (let index = 0; index < 5; index++) await peer.say({ type: 'tasks', job: 1, tasks: [large(index)] });
  }
  // 16 MiB each here, and 128 MiB are the bound with all that is kept beside them.
  expect(bench.flights).toHaveLength(7);
  expect(peers.map(({ codes }) => codes)).toEqual([[], ['NODE_OVER_CREDIT', 'NODE_OVER_CREDIT', 'NODE_OVER_CREDIT']]);
  // Another right has its own, and what ends makes room.
  const other = await bench.open(2n, 'c');
  await other.say({ type: 'job', job: 1, template });
  bench.prepared.at(-1)?.done();
  await settle();
  await other.say({ type: 'tasks', job: 1, tasks: [large(0)] });
  expect(other.codes).toEqual([]);
  await peers[0]?.say({ type: 'end', job: 1 });
  for (let index = 5; index < 10; index++) await peers[1]?.say({ type: 'tasks', job: 1, tasks: [large(index)] });
  expect(peers[1]?.codes).toHaveLength(3);
});

describe('a proof', () => {
  test('of other parameters than those of the type is refused, and one that was given up before does not start', async () => {
    const tasks: ProofTask[] = [];
    const executor = {
      commit: async (task: ProofTask) => {
        tasks.push(task);
        return { root: seed, elapsedMs: 1, open: async () => [], release: () => undefined };
      },
      stop: async () => undefined,
    } as unknown as ProofExecutor;
    const terms = Promise.withResolvers<void>();
    bench = await LeaseBench.start(
      {},
      {
        proofTerms: async () => {
          await terms.promise;
          return [
            { leafCountLog2: 3, hashesPerLeaf: 9 },
            { leafCountLog2: 4, hashesPerLeaf: 2 },
          ];
        },
      },
      { desk: new ProofDesk(executor, { timeLimitMs: 60_000 }), executor: 'cpu', device: 'x' },
    );
    const owner = await bench.open();
    const prove = (proof: number, leafCountLog2: number, hashesPerLeaf: number) =>
      owner.say({ type: 'prove', proof, seed, leafCountLog2, hashesPerLeaf });
    await prove(1, 4, 2);
    await owner.say({ type: 'release', proof: 1 });
    await prove(2, 40, 2);
    await prove(3, 4, 3);
    terms.resolve();
    await settle();
    expect(owner.codes.toSorted()).toEqual([
      'LEASE_PROOF_NOT_OF_TYPE',
      'LEASE_PROOF_NOT_OF_TYPE',
      'LEASE_PROOF_UNKNOWN',
    ]);
    expect(tasks).toEqual([]);
    // An older version of the terms is as good: a proof keeps those that it was issued under.
    await prove(4, 3, 9);
    expect(tasks).toEqual([{ seed, leafCountLog2: 3, hashesPerLeaf: 9 }]);
  });
});

test('outputs of a right go some minutes after its last session, unless it is opened again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    bench = await LeaseBench.start();
    const first = await bench.open();
    await first.say({ type: 'job', job: 1, template });
    bench.prepared[0]?.done();
    await settle();
    await first.say({ type: 'tasks', job: 1, tasks: [{ index: 0 }] });
    expect(bench.flights[0]?.owner.keeper).toBe('lease 1');
    first.stream.abort();
    await settle();
    vi.advanceTimersByTime(299_000);
    const second = await bench.open();
    vi.advanceTimersByTime(299_000);
    expect(bench.dropped).toEqual([]);
    second.stream.abort();
    await settle();
    vi.advanceTimersByTime(300_000);
    expect(bench.dropped).toEqual(['lease 1']);
  } finally {
    vi.useRealTimers();
  }
});

describe('strangers', () => {
  test('of many peers push each other out, the oldest first, and never the owner that comes after them', async () => {
    bench = await LeaseBench.start();
    const crowd = Array.from({ length: 128 }, (_, i) => bench.knock(`stranger ${i}`));
    const owner = await bench.open();
    expect(owner.received.map(({ type }) => type)).toContain('opened');
    expect(crowd.map(({ isClosed }) => isClosed).indexOf(false)).toBe(1);
    expect(crowd[0]?.codes).toEqual(['LEASE_BUSY']);
  });

  test('say hello within five seconds, and sign within a minute', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      bench = await LeaseBench.start();
      const [silent, slow] = [bench.knock('silent'), bench.knock('slow')];
      await slow.say({ type: 'hello', useRight: 1n, account: `0x${'11'.repeat(20)}` });
      vi.advanceTimersByTime(5_000);
      await settle();
      expect([silent.codes, slow.codes]).toEqual([['LEASE_HELLO_LATE'], []]);
      vi.advanceTimersByTime(55_000);
      await settle();
      expect(slow.codes).toEqual(['LEASE_HELLO_LATE']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('who own nothing get no contract asked for its signature', async () => {
    let asked = 0;
    bench = await LeaseBench.start(
      {},
      {
        hasSigned: async () => {
          asked++;
          return true;
        },
      },
    );
    const stranger = bench.knock('stranger');
    await stranger.say({ type: 'hello', useRight: 1n, account: `0x${'99'.repeat(20)}` });
    await stranger.say({ type: 'open', signature: '0x00' });
    expect(stranger.codes).toEqual(['LEASE_NOT_OWNER']);
    expect(asked).toBe(0);
  });
});
