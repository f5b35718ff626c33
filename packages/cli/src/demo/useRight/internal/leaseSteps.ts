import { SuanliError } from '@suanli/protocol';
import { type LeaseSession, openLease } from '@suanli/sdk';
import { bunnyScene, createRenderJob } from '@suanli/workloads/render';
import type { DemoOutcome, DemoRefusal } from '../DemoStep.ts';
import type { Scenario, UseRightWorld } from '../UseRightWorld.ts';
import { demoIds } from './demoIds.ts';
import { refusalOf } from './refusalOf.ts';

/** 1.6 and 2.5: the owner of the right opens the machine at its provider, is shown what it has, and computes on it. */
export async function accessStep(world: UseRightWorld, scenario: Scenario): Promise<DemoOutcome> {
  const { users, provider, signal } = world;
  const useRightId = demoIds.useRight[scenario];
  const { client, network, address } = users[scenario];
  const session = await openLease(client, { network, useRightId, signal });
  const other = users[scenario === 1 ? 2 : 1];
  const refusals: DemoRefusal[] = [];
  try {
    refusals.push(
      await refusalOf(scenario === 1 ? 'accessOther' : 'accessFormerOwner', 'LEASE_NOT_OWNER', () =>
        openLease(other.client, { network: other.network, useRightId, signal }),
      ),
      // The daemon itself, asked in the owner's name with another's signature.
      await refusalOf('accessForged', 'LEASE_OPENING_FORGED', () =>
        openLease(other.client, {
          network: other.network,
          useRightId,
          owner: address,
          target: provider.addresses,
          signal,
        }),
      ),
    );
    const { job } = await createRenderJob(
      { network },
      { scene: bunnyScene({ width: 64, height: 64, samples: 4 }), tiles: 4, maxPrice: '1' },
    );
    const { tasks, state, work } = await session.run({ job }, { signal });
    if (state !== 'completed') throw new SuanliError('JOB_NOT_COMPLETED', { parameters: { jobId: job.jobId, state } });
    const { configuration } = session;
    world.scenarios[scenario].session = session;
    return {
      id: `UID ${useRightId}`,
      facts: [
        ['machine', `${configuration.count} × ${configuration.typeName} "${configuration.model}"`],
        ['slots', configuration.slots],
        ['memory', `${configuration.limits.memoryPages / 16} MiB`],
        ['prover', configuration.proof ? `${configuration.proof.executor}: ${configuration.proof.device}` : ''],
        ['expires', { at: Number(configuration.expiresAt) }],
        ['tasks', `${tasks.length}/${job.tasks.length}, ${(Number(work) / 1e9).toFixed(2)} Gwu`],
      ],
      refusals,
      transactions: [],
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/**
 * The session of a scenario. Where there is none, the provider is asked for a proof without it: it refuses.
 *
 * @throws SuanliError `LEASE_REFUSED`, or as the network says
 */
export async function requireSession(world: UseRightWorld, scenario: Scenario): Promise<LeaseSession> {
  const { session } = world.scenarios[scenario];
  if (session) return session;
  const { network } = world.users[scenario];
  const { leafCountLog2, hashesPerLeaf } = world.type.terms;
  const stream = await network.leases.dial(world.provider.addresses, { signal: world.signal });
  await stream.send({ type: 'prove', proof: 1, seed: `0x${'0'.repeat(64)}`, leafCountLog2, hashesPerLeaf });
  const cause = await stream.closed;
  throw new SuanliError('LEASE_REFUSED', {
    parameters: { reason: cause?.code ?? 'NETWORK_CLOSED' },
    ...(cause === undefined ? {} : { cause }),
  });
}
