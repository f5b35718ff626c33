import type { Network } from '@suanli/network';
import type { Address } from 'viem';
import type { Reconciler } from '../../reconciler/Reconciler.ts';
import type { LeaseRole } from '../../roles/lease/LeaseRole.ts';
import type { Defence } from '../../roles/provider/createDefence.ts';
import type { Provider } from '../../roles/provider/Provider.ts';
import type { Verifier } from '../../roles/verifier/Verifier.ts';
import type { Store } from '../../store/Store.ts';
import type { TaskEngine } from '../../tasks/TaskEngine.ts';
import type { Health } from '../../telemetry/startTelemetryServer.ts';

export interface HealthSources {
  readonly account: Address;
  readonly network: Pick<Network, 'peerId'>;
  readonly store: Pick<Store, 'openDealCount'>;
  readonly engine: Pick<TaskEngine, 'running' | 'queued'>;
  readonly reconciler: Pick<Reconciler, 'headBlock'>;
  readonly defence: Pick<Defence, 'games'>;
  readonly provider: Pick<Provider, 'sessions'>;
  readonly leases: Pick<LeaseRole, 'sessions' | 'strangers'> | undefined;
  readonly verifier: Pick<Verifier, 'games'> | undefined;
}

/** A chain that was not read for so long makes the node unhealthy. */
const chainStaleMs = 60_000;

/** What `/healthz` shows of a daemon now. */
export function healthOf(
  { account, network, store, engine, reconciler, defence, provider, leases, verifier }: HealthSources,
  { isStopping, chainAgeMs: ageMs }: { readonly isStopping: boolean; readonly chainAgeMs: number },
): Health {
  return {
    status: isStopping ? 'stopping' : ageMs > chainStaleMs ? 'degraded' : 'ok',
    account,
    peerId: network.peerId,
    chain: { headBlock: reconciler.headBlock?.toString() ?? null, ageMs },
    tasks: { running: engine.running, queued: engine.queued },
    sessions: provider.sessions,
    leases: { sessions: leases?.sessions ?? 0, strangers: leases?.strangers ?? 0 },
    openDeals: store.openDealCount(),
    games: { asProvider: defence.games, asChallenger: verifier?.games ?? 0 },
  };
}
