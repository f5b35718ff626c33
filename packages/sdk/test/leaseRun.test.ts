import type { LeaseStream } from '@suanli/network';
import type { LeaseMessage } from '@suanli/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Job } from '../src/coordinator/Job.ts';
import { LeaseRun } from '../src/lease/internal/LeaseRun.ts';
import { codeOf } from './fixtures/useRightScene.ts';

const job = {
  jobId: '0x01',
  template: { limits: { wallMs: 10_000 } },
  tasks: [{ index: 0 }, { index: 1 }],
} as unknown as Job;

describe('a job in a lease', () => {
  const sent: LeaseMessage[] = [];
  const stream = { remotePeer: 'provider', send: async (message: LeaseMessage) => void sent.push(message) };
  const start = () => {
    const run = new LeaseRun({
      job,
      number: 1,
      provider: '0x00',
      network: { blobs: undefined as never },
      options: {},
      providerWallMs: 20_000,
      onResult: () => undefined,
    });
    run.attach(stream as unknown as LeaseStream);
    run.ready({ type: 'ready', job: 1, credit: 2 });
    return run;
  };
  const failed = (taskIndex: number, code: string) =>
    ({ type: 'failed', job: 1, taskIndex, kind: 'provider', code, parameters: {} }) as const;
  const tasksSent = () => sent.filter(({ type }) => type === 'tasks').length;
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    sent.length = 0;
  });
  afterEach(() => void vi.useRealTimers());

  test('fails where nothing comes of it within its limits, whatever else its provider says', async () => {
    const run = start();
    const code = codeOf(run.result);
    vi.advanceTimersByTime(149_000);
    expect(run.isOver).toBe(false);
    // Progress starts the time anew.
    run.failed(failed(0, 'EXECUTOR_WALL_LIMIT'));
    vi.advanceTimersByTime(149_000);
    expect(run.isOver).toBe(false);
    vi.advanceTimersByTime(1_000);
    expect(await code).toBe('LEASE_PROVIDER_SILENT');
    expect(sent.at(-1)?.type).toBe('end');
  });

  test('asks now and then where other jobs of the right have all the room', async () => {
    const run = start();
    const code = codeOf(run.result);
    await settle();
    expect(tasksSent()).toBe(1);
    for (const index of [0, 1]) run.failed(failed(index, 'NODE_OVER_CREDIT'));
    await settle();
    expect(tasksSent()).toBe(1);
    vi.advanceTimersByTime(250);
    await settle();
    expect(tasksSent()).toBe(2);
    for (let at = 0; at < 150_000 && !run.isOver; at += 250) {
      run.failed(failed(0, 'NODE_OVER_CREDIT'));
      run.failed(failed(1, 'NODE_OVER_CREDIT'));
      vi.advanceTimersByTime(250);
      await Promise.resolve();
    }
    expect(await code).toBe('LEASE_PROVIDER_SILENT');
  });
});
