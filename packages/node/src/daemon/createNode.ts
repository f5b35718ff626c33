import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Executor } from '@suanli/executor';
import { type Deployment, SuanliError } from '@suanli/protocol';
import type { LocalAccount } from 'viem';
import { createDisputeChain } from '../chain/createDisputeChain.ts';
import type { NodeConfig } from '../config/NodeConfig.ts';
import { redactConfig } from '../config/redactConfig.ts';
import type { FetchBlob } from '../disputes/loadTraceJob.ts';
import type { TraceFactory } from '../disputes/TraceFactory.ts';
import { createEvidenceDesk } from '../roles/provider/createEvidenceDesk.ts';
import { openStore } from '../store/openStore.ts';
import { createLogger, type Logger } from '../telemetry/createLogger.ts';
import { createMetrics } from '../telemetry/createMetrics.ts';
import { type Health, startTelemetryServer } from '../telemetry/startTelemetryServer.ts';
import { answerDelivered } from './internal/answerDelivered.ts';
import { assembleDefence } from './internal/assembleDefence.ts';
import { assembleEngine } from './internal/assembleEngine.ts';
import { assembleExecutor } from './internal/assembleExecutor.ts';
import { assembleLeases } from './internal/assembleLeases.ts';
import { assembleNetwork } from './internal/assembleNetwork.ts';
import { assembleProofs } from './internal/assembleProofs.ts';
import { assembleProvider } from './internal/assembleProvider.ts';
import { assembleReconciler } from './internal/assembleReconciler.ts';
import { assembleSeats } from './internal/assembleSeats.ts';
import { assembleSupply } from './internal/assembleSupply.ts';
import { assembleTabs } from './internal/assembleTabs.ts';
import { assembleTraceDesk } from './internal/assembleTraceDesk.ts';
import { assembleVerifier } from './internal/assembleVerifier.ts';
import { createBookkeeping } from './internal/createBookkeeping.ts';
import { healthOf } from './internal/healthOf.ts';
import { measureSpeed } from './internal/measureSpeed.ts';
import { openBlobs } from './internal/openBlobs.ts';
import { openChain } from './internal/openChain.ts';
import type { SuanliNode } from './SuanliNode.ts';

export interface NodeDependencies {
  /** Signs offers, receipts, answers and transactions; see `openKeystore`. */
  readonly account: LocalAccount;
  readonly deployment: Deployment;
  /** Default: JSON lines on stdout at `telemetry.logLevel`. */
  readonly logger?: Logger;
  /**
   * Takes the place of the daemon's executor, or stands in front of it: for tests and demonstrations of providers that answer wrongly.
   */
  readonly wrapExecutor?: (executor: Executor) => Executor;
  /** Takes the place of the machine's traces: with it a party lies in its games as consistently as in its answer. Default: in threads. */
  readonly openTrace?: TraceFactory;
}

/** How long the end of a stop waits for what is asking the chain. */
const stopSoonMs = 1_000;

interface Stoppable {
  stop(): Promise<void> | void;
}

const stopOf = (open: Stoppable) => open.stop();
const stopSoon = (open: Stoppable) => Promise.race([open.stop(), delay(stopSoonMs, undefined, { ref: false })]);

/**
 * Makes the daemon with its roles; nothing happens before `start`.
 *
 * @example
 * const node = createNode({ account, deployment }, loadConfig());
 * await node.start();
 * process.once('SIGTERM', () => void node.stop());
 */
export function createNode(dependencies: NodeDependencies, config: NodeConfig): SuanliNode {
  const { account, deployment } = dependencies;
  const logger = dependencies.logger ?? createLogger({ level: config.telemetry.logLevel });
  let running: Awaited<ReturnType<typeof startAll>> | undefined;
  let starting: ReturnType<typeof startAll> | undefined;
  let stopped: Promise<void> | undefined;
  const stopping = new AbortController();

  async function startAll(signal: AbortSignal) {
    // Unwound in reverse, when the start fails half-way as well as at the end.
    await using started = new AsyncDisposableStack();
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    logger.info({ config: redactConfig(config), account: account.address }, 'starting');

    // What all roles stand on.
    const store = started.adopt(
      openStore({
        file: join(config.dataDir, 'node.sqlite'),
        owner: `${account.address.toLowerCase()}@${deployment.chainId}/${deployment.broker.toLowerCase()}`,
      }),
      (open) => open.close(),
    );
    const { client, chain, quorums } = await openChain({ account, deployment }, config);
    const executor = started.adopt(assembleExecutor(dependencies, config), stopOf);
    await executor.start({ signal });
    const workPerSecond = await measureSpeed({ executor, store, logger }, signal);
    const blobs = started.adopt(await openBlobs({ store, logger }, config), stopOf);
    const load = () => ({ running: engine.running, queued: engine.queued });
    const network = started.adopt(
      await assembleNetwork({ domain: client.domain, blockstore: blobs.store, load, logger }, config),
      stopOf,
    );
    await network.start({ signal });
    const engine = assembleEngine({ executor, network, blobStore: blobs.store, logger }, config);
    const metrics = createMetrics({
      running: () => engine.running,
      queued: () => engine.queued,
      sessions: () => provider.sessions,
      leases: () => leases?.sessions ?? 0,
      openDeals: () => store.openDealCount(),
      headBlock: () => Number(reconciler.headBlock ?? 0n),
      chainAgeSeconds: () => chainAgeMs() / 1_000,
    });
    const startedMs = Date.now();
    const chainAgeMs = (): number => Date.now() - (reconciler.lastSuccessMs ?? startedMs);

    // Disputes, as provider and as verifier.
    const disputeChain = createDisputeChain(client);
    const fetchBlob: FetchBlob = (cid, fetchSignal) => network.blobs.get(cid, { signal: fetchSignal });
    const desk = started.adopt(assembleTraceDesk({ engine, openTrace: dependencies.openTrace }, config), stopOf);
    const defence = started.adopt(
      assembleDefence({ chain: disputeChain, store, desk, fetchBlob, metrics, logger }, config),
      stopOf,
    );

    // Deals, quorums and tabs to their end. Whatever the configuration says now: seats of an earlier start are seen to their
    // end, and payments for what was earned before are still counted.
    const bookkeeping = createBookkeeping({ metrics, forget: (dealId) => provider.forget(dealId) });
    const reconciler = assembleReconciler({ deployment, chain, store, defence, bookkeeping, logger }, config);
    const seats = assembleSeats(
      { provider: account.address, deployment, chain, quorums, store, bookkeeping, logger },
      config,
    );
    const tabs = assembleTabs({ client, store, tell: (message) => provider.tell(message), logger }, config);

    // Roles.
    const provider = assembleProvider(
      {
        account,
        client,
        chain,
        quorums,
        store,
        network,
        engine,
        workPerSecond,
        reconciler,
        seats,
        tabs,
        metrics,
        logger,
      },
      config,
    );
    const supply = assembleSupply({ client, chain, store, engine, workPerSecond, bookkeeping, logger }, config);
    const evidence = createEvidenceDesk({ store, reconciler, network, logger: logger.child({ part: 'evidence' }) });
    const { dropOutputs } = blobs;
    const verifier = config.verifier.enabled
      ? started.adopt(
          assembleVerifier(
            {
              deployment,
              chain: disputeChain,
              store,
              network,
              engine,
              desk,
              fetchBlob,
              dropOutputs,
              metrics,
              logger,
            },
            config,
          ),
          stopOf,
        )
      : undefined;
    const proofs = started.adopt(assembleProofs(config), stopOf);
    const leases = config.lease.enabled
      ? started.adopt(
          await assembleLeases(
            {
              account: account.address,
              client,
              store,
              network,
              engine,
              workPerSecond,
              proofs,
              dropOutputs,
              metrics,
              logger,
            },
            config,
          ),
          stopOf,
        )
      : undefined;

    let isStopping = false;
    const health = (): Health =>
      healthOf(
        { account: account.address, network, store, engine, reconciler, defence, provider, leases, verifier },
        { isStopping, chainAgeMs: chainAgeMs() },
      );
    const telemetry = config.telemetry.enabled
      ? started.adopt(await startTelemetryServer({ registry: metrics.registry, health }, config.telemetry), stopOf)
      : undefined;

    // All is there: work begins.
    reconciler.start();
    started.defer(() => stopSoon(reconciler));
    seats.start();
    started.defer(() => stopSoon(seats));
    tabs.start();
    started.defer(() => stopSoon(tabs));
    if (config.provider.enabled) {
      started.defer(() => provider.stop());
      await provider.start();
    }
    if (supply) {
      supply.start();
      started.defer(() => stopSoon(supply));
    }
    // Whoever answered can be asked, also after it has stopped selling.
    started.defer(() => evidence.stop());
    await evidence.start();
    verifier?.start();
    await leases?.start();
    signal.throwIfAborted();
    logger.info({ addresses: network.addresses(), telemetry: telemetry?.url, workPerSecond }, 'started');
    const resources = started.move();

    return {
      network,
      provider,
      telemetryUrl: telemetry?.url,
      health,
      async stop() {
        isStopping = true;
        logger.info({ running: provider.running }, 'stopping');
        try {
          await leases?.drain();
          await provider.drain({ timeoutMs: config.provider.stopTimeout });
          await answerDelivered({ reconciler, seats, logger });
        } catch (error) {
          logger.warn({ err: error }, 'not all could be answered; the next start goes on from here');
        }
        try {
          await resources.disposeAsync();
        } catch (error) {
          logger.warn({ err: error }, 'not all could be closed');
        }
        logger.info('stopped');
      },
    };
  }

  return {
    account: account.address,
    async start({ signal } = {}) {
      starting = startAll(signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal);
      running = await starting;
    },
    stop() {
      stopping.abort(new SuanliError('NODE_STOPPING'));
      stopped ??= Promise.resolve(starting).then(
        (open) => open?.stop(),
        // Its start failed, and says so to whoever started it.
        () => undefined,
      );
      return stopped;
    },
    addresses: () => running?.network.addresses() ?? [],
    get peerId() {
      return running?.network.peerId ?? '';
    },
    get telemetryUrl() {
      return running?.telemetryUrl;
    },
    get offer() {
      return running?.provider.offer;
    },
    health: () => running?.health() ?? { status: 'degraded' },
  };
}
