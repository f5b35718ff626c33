import type { ProofCommitment, ProofExecutor } from '@suanli/executor/proof';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProofDesk } from '../src/roles/lease/internal/ProofDesk.ts';
import { codeOf } from './support/codeOf.ts';
import { settle } from './support/LeaseBench.ts';

const task = { seed: '0x01', leafCountLog2: 4, hashesPerLeaf: 2 } as const;

/** Computes until the test says so. */
class Machine {
  readonly started: (() => void)[] = [];
  released = 0;
  readonly executor = {
    commit: (_: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise<ProofCommitment>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        const commitment = {
          task,
          root: '0x',
          elapsedMs: 1,
          open: async () => [],
          release: () => void this.released++,
        };
        this.started.push(() => resolve(commitment as unknown as ProofCommitment));
      }),
    stop: async () => undefined,
  } as unknown as ProofExecutor;
}

describe('the desk of proofs', () => {
  let machine: Machine;
  let desk: ProofDesk;
  const order: string[] = [];
  const ask = (tenant: string, session: object = {}, number = 1) =>
    codeOf(
      desk
        .commit({ session, tenant, number }, task, () => undefined)
        .then((commitment) => {
          order.push(tenant);
          return commitment;
        }),
    );
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    order.length = 0;
    machine = new Machine();
    desk = new ProofDesk(machine.executor, { timeLimitMs: 3_600_000 });
  });
  afterEach(async () => {
    await desk.stop();
    vi.useRealTimers();
  });

  test('is handed on in turn: who has just had it comes after those who wait', async () => {
    const first = {};
    void ask('a', first);
    void ask('b');
    await settle();
    machine.started[0]?.();
    await settle();
    // One proof each: a second one of the same tenant does not even wait.
    expect(await ask('a')).toBe('LEASE_PROOF_BUSY');
    desk.release(first);
    void ask('a');
    await settle();
    expect(machine.started).toHaveLength(2);
    machine.started[1]?.();
    await settle();
    expect(order).toEqual(['a', 'b']);
    expect(machine.started).toHaveLength(2);
  });

  test('is free again ten minutes after a proof was made, whatever its time limit', async () => {
    void ask('a');
    await settle();
    machine.started[0]?.();
    await settle();
    const second = ask('b');
    vi.advanceTimersByTime(599_000);
    await settle();
    expect(machine.started).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    await settle();
    expect(machine.released).toBe(1);
    machine.started[1]?.();
    expect(await second).toBe('resolved');
  });

  test('has a queue that ends, and that one may leave', async () => {
    void ask('holder');
    const leaver = {};
    const waiting = [ask('leaver', leaver), ...Array.from({ length: 15 }, (_, i) => ask(`tenant ${i}`))];
    expect(await ask('one too many')).toBe('LEASE_PROOF_BUSY');
    desk.release(leaver);
    expect(await waiting[0]).toBe('LEASE_PROOF_UNKNOWN');
    void ask('the next');
    await desk.stop();
    expect(new Set(await Promise.all(waiting.slice(1)))).toEqual(new Set(['LEASE_PROOF_UNKNOWN']));
    expect(machine.started).toHaveLength(1);
  });
});
