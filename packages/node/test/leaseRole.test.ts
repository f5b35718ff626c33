import { afterEach, describe, expect, test } from 'vitest';
import { LeaseBench, settle, template } from './support/LeaseBench.ts';

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
