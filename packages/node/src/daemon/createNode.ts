import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { benchmarkExecutor, type Executor } from '@suanli/executor';
import { createWasmExecutor } from '@suanli/executor/wasm';
import { createNetwork } from '@suanli/network';
import { type Deployment, SuanliError } from '@suanli/protocol';
import { createSuanliClient, createVoucherBook, requireTokenBalance, type SuanliClient } from '@suanli/sdk';
import { type Address, formatEther, http, type LocalAccount, webSocket } from 'viem';
import { createDisputeChain } from '../chain/createDisputeChain.ts';
import { createLeaseChain } from '../chain/createLeaseChain.ts';
import { createPaymentChain } from '../chain/createPaymentChain.ts';
import { createPriceFeed } from '../chain/createPriceFeed.ts';
import { createProviderChain } from '../chain/createProviderChain.ts';
import { createQuorumChain } from '../chain/createQuorumChain.ts';
import { createSupplyChain } from '../chain/createSupplyChain.ts';
import type { MinedTransaction, ProviderChain } from '../chain/ProviderChain.ts';
import type { NodeConfig } from '../config/NodeConfig.ts';
import { redactConfig } from '../config/redactConfig.ts';
import { createProvableCheck } from '../disputes/createProvableCheck.ts';
import { createThreadTrace } from '../disputes/createThreadTrace.ts';
import { TraceDesk } from '../disputes/TraceDesk.ts';
import type { TraceFactory } from '../disputes/TraceFactory.ts';
import { createQuorumReconciler } from '../reconciler/createQuorumReconciler.ts';
import { createReconciler } from '../reconciler/createReconciler.ts';
import { createLeaseRole } from '../roles/lease/createLeaseRole.ts';
import { ProofDesk } from '../roles/lease/internal/ProofDesk.ts';
import type { ProofMaker } from '../roles/lease/ProofMaker.ts';
import { auctionPrices } from '../roles/provider/auctionPrices.ts';
import { createDefence } from '../roles/provider/createDefence.ts';
import { createEvidenceDesk } from '../roles/provider/createEvidenceDesk.ts';
import { createProvider } from '../roles/provider/createProvider.ts';
import { createSupplyPublisher } from '../roles/provider/createSupplyPublisher.ts';
import { createTabDesk } from '../roles/provider/tabs/createTabDesk.ts';
import { createVerifier } from '../roles/verifier/createVerifier.ts';
import { openBlobStore } from '../store/openBlobStore.ts';
import { openContentStore } from '../store/openContentStore.ts';
import { openStore } from '../store/openStore.ts';
import type { Store, StoredDeal } from '../store/Store.ts';
import { createTaskEngine } from '../tasks/createTaskEngine.ts';
import { createLogger, type Logger } from '../telemetry/createLogger.ts';
import { createMetrics } from '../telemetry/createMetrics.ts';
import { type Health, startTelemetryServer } from '../telemetry/startTelemetryServer.ts';
import { openPeerKey } from './internal/openPeerKey.ts';
import { openProofExecutor } from './internal/openProofExecutor.ts';
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

const pageBytes = 65_536;
/** A chain that was not read for so long makes the node unhealthy. */
const chainStaleMs = 60_000;
const pruneIntervalMs = 600_000;
/** How long a stop waits for the transactions of its last answers. */
const closingTimeoutMs = 20_000;

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
    const { dataDir, provider: options } = config;
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    logger.info({ config: redactConfig(config), account: account.address }, 'starting');

    const store = started.adopt(
      openStore({
        file: join(dataDir, 'node.sqlite'),
        owner: `${account.address.toLowerCase()}@${deployment.chainId}/${deployment.broker.toLowerCase()}`,
      }),
      (open) => open.close(),
    );
    const client = createSuanliClient({
      deployment,
      rpcUrl: config.chain.rpcUrl,
      account,
      // One request for all deals that are looked at together.
      ...(config.chain.rpcUrl.startsWith('http')
        ? { transport: http(config.chain.rpcUrl, { batch: true, retryCount: 2, timeout: 10_000 }) }
        : { transport: webSocket(config.chain.rpcUrl, { retryCount: 2, timeout: 10_000 }) }),
    });
    await checkChain(client);
    const brokerChain = createProviderChain(client);
    const quorumChain = createQuorumChain(client);
    // One offer is signed for both contracts, and each counts for itself.
    const chain: ProviderChain = options.quorums
      ? {
          ...brokerChain,
          nonceUsage: async (nonce) =>
            Math.max(...(await Promise.all([brokerChain.nonceUsage(nonce), quorumChain.nonceUsage(nonce)]))),
        }
      : brokerChain;

    const taskMemoryPages = Math.floor(options.taskMemory / pageBytes);
    const sandboxes = createWasmExecutor({
      ...(options.slots === undefined ? {} : { slots: options.slots }),
      maxMemoryPages: taskMemoryPages,
      maxOutputBytes: options.taskOutput,
    });
    const executor = started.adopt(dependencies.wrapExecutor?.(sandboxes) ?? sandboxes, (open) => open.stop());
    await executor.start({ signal });
    const workPerSecond = await measuredSpeed(executor, store, logger, signal);

    const blobStore = await openBlobStore(join(dataDir, 'blobs'), { maxInputBytes: options.diskCache });
    const pruning = setInterval(() => {
      // A deal that is still open may need its outputs however long it takes.
      const keepFromMs = Math.min(Date.now() - options.retention, store.oldestOpenMs() ?? Number.POSITIVE_INFINITY);
      blobStore
        .pruneOutputs({ writtenBeforeMs: keepFromMs })
        .catch((error: unknown) => logger.warn({ err: error }, 'old outputs could not be removed'));
    }, pruneIntervalMs);
    pruning.unref();
    started.defer(() => clearInterval(pruning));
    const network = await createNetwork({
      privateKey: await openPeerKey(join(dataDir, 'peer.key')),
      domain: client.domain,
      listen: config.network.listen,
      announce: config.network.announce,
      bootstrap: config.network.bootstrap,
      blockstore: blobStore,
      logger: logger.child({ part: 'network' }),
      tasks: { load: () => ({ running: engine.running, queued: engine.queued }) },
      leases: { load: () => ({ running: engine.running, queued: engine.queued }) },
      // The provider's own limit ends a fetch first.
      blobs: { stallTimeoutMs: options.fetchTimeout + 5_000 },
    });
    started.defer(() => network.stop());
    await network.start({ signal });

    const engine = createTaskEngine(
      {
        executor,
        blobs: {
          put: (bytes, keeper) => {
            const put = () => network.blobs.put(bytes);
            return keeper === undefined ? blobStore.keepingOutputs(put) : blobStore.keepingOutputsOf(keeper, put);
          },
          get: (cid, from) => network.blobs.get(cid, from),
        },
        logger: logger.child({ part: 'tasks' }),
        checkProvable: createProvableCheck(createThreadTrace({ heapMb: config.disputes.traceHeap })),
      },
      {
        inputCacheBytes: options.inputCache,
        fetchTimeoutMs: options.fetchTimeout,
        ...(options.pricing === 'auction' ? { order: 'price' as const, collectMs: options.auctionInterval } : {}),
      },
    );
    const metrics = createMetrics({
      running: () => engine.running,
      queued: () => engine.queued,
      sessions: () => provider.sessions,
      leases: () => leases?.sessions ?? 0,
      openDeals: () => store.openDealCount(),
      headBlock: () => Number(reconciler.headBlock ?? 0n),
      chainAgeSeconds: () => (Date.now() - (reconciler.lastSuccessMs ?? startedMs)) / 1_000,
    });
    const startedMs = Date.now();
    const defenceTurn = {};
    const disputeChain = createDisputeChain(client);
    const { confirmations } = config.chain;
    const desk = started.adopt(
      new TraceDesk(dependencies.openTrace ?? createThreadTrace({ heapMb: config.disputes.traceHeap }), {
        places: config.disputes.traces,
        // It has a clock that runs, and tasks have none: a processor is left to it.
        onDefending: (defending) => engine.reserve(defenceTurn, defending ? 1 : 0),
      }),
      (open) => open.stop(),
    );
    const fetchBlob = (cid: string, fetchSignal: AbortSignal) => network.blobs.get(cid, { signal: fetchSignal });
    const defence = started.adopt(
      createDefence(
        {
          chain: disputeChain,
          store,
          contents: openContentStore(join(dataDir, 'evidence')),
          desk,
          fetchBlob,
          metrics,
          logger: logger.child({ part: 'defence' }),
        },
        { confirmations },
      ),
      (open) => open.stop(),
    );
    const tidying = setInterval(() => {
      defence
        .tidy()
        .catch((error: unknown) => logger.warn({ err: error }, 'what disputes no longer need could not be removed'));
    }, pruneIntervalMs);
    tidying.unref();
    started.defer(() => clearInterval(tidying));
    const bookkeeping = {
      onTransaction(action: string, { gasUsed }: MinedTransaction) {
        metrics.transactions.inc({ action });
        metrics.gas.inc({ action }, Number(gasUsed));
      },
      onEnded(deal: StoredDeal, paidWei: bigint) {
        provider.forget(deal.dealId);
        metrics.dealsEnded.inc({ paid: String(paidWei > 0n) });
        metrics.paidTokens.inc(Number(formatEther(paidWei)));
      },
    };
    const reconciler = createReconciler(
      {
        store,
        chain,
        logger: logger.child({ part: 'reconciler' }),
        onAnswered: (dealId) => defence.prepare(dealId),
        onDisputed: (dealId) => defence.defend(dealId),
        ...bookkeeping,
      },
      {
        fromBlock: deployment.deployedBlock,
        pollIntervalMs: config.chain.pollInterval,
        maxBackoffMs: config.chain.maxBackoff,
        confirmations,
        answerMarginBlocks: options.answerMarginBlocks,
        maxAnswerBlocks: options.maxAnswerBlocks,
        settleGraceBlocks: options.settleGraceBlocks,
        retentionMs: options.retention,
      },
    );
    // Whatever the configuration says now: seats of an earlier start are seen to their end.
    const seats = createQuorumReconciler(
      {
        provider: account.address,
        chain,
        quorums: quorumChain,
        store,
        logger: logger.child({ part: 'quorums' }),
        ...bookkeeping,
      },
      {
        fromBlock: deployment.deployedBlock,
        pollIntervalMs: config.chain.pollInterval,
        maxBackoffMs: config.chain.maxBackoff,
        confirmations,
        answerMarginBlocks: options.answerMarginBlocks,
        settleGraceBlocks: options.settleGraceBlocks,
      },
    );
    // Whatever the configuration grants now: payments for what was earned before are still counted.
    const tabs = createTabDesk(
      {
        store,
        chain: createPaymentChain(client),
        tell: (message) => provider.tell(message),
        logger: logger.child({ part: 'tabs' }),
      },
      {
        maxUnpaidWei: options.tab.maxUnpaid,
        maxUnpaidTotalWei: options.tab.maxUnpaidTotal,
        overdueMs: options.tab.overdueAfter,
        confirmations,
        pollIntervalMs: config.chain.pollInterval,
        maxBackoffMs: config.chain.maxBackoff,
        idleMs: options.retention,
      },
    );
    const priceCapWei = options.priceCap > options.price ? options.priceCap : options.price;
    const provider = createProvider(
      {
        account,
        domain: client.domain,
        chain,
        store,
        network: {
          addresses: () => network.addresses(),
          tasks: network.tasks,
          offers: network.offers,
        },
        engine,
        reconciler,
        ...(options.quorums
          ? {
              seats: {
                discover: () => seats.discover(),
                signOffer: async (offer) => ((await quorumChain.consents()) ? quorumChain.signOffer(offer) : undefined),
              },
            }
          : {}),
        ...(options.pricing === 'curve'
          ? {
              priceOf: createPriceFeed(client, {
                typeId: options.priceType,
                floorWeiPerGwu: options.price,
                capWeiPerGwu: priceCapWei,
              }),
            }
          : {}),
        tabs,
        ...(options.minRequesterBalance > 0n
          ? {
              admitRequester: (requester: Address) =>
                requireTokenBalance(client, { account: requester, minBalanceWei: options.minRequesterBalance }),
            }
          : {}),
        metrics,
        logger: logger.child({ part: 'provider' }),
      },
      {
        taskMemoryPages,
        taskOutputBytes: options.taskOutput,
        taskWallMs: options.taskWall,
        answerMarginBlocks: options.answerMarginBlocks,
        maxAnswerBlocks: options.maxAnswerBlocks,
        dealPatienceMs: options.dealPatience,
        pollIntervalMs: config.chain.pollInterval,
        workPerSecond,
        maxDeals: options.maxDeals,
        creditPerSlot: options.creditPerSlot,
        resources: options.resources,
        minRequesterBalanceWei: options.minRequesterBalance,
        ...(options.pricing === 'auction'
          ? {
              auctionPricesWei: auctionPrices({
                reserveWeiPerGwu: options.price,
                capWeiPerGwu: priceCapWei,
                tiers: options.auctionTiers,
              }),
            }
          : {}),
        offer: {
          priceWeiPerGwu: options.price,
          maxWork: options.maxWork,
          stakeWei: options.stake,
          maxDepositWei: options.maxDeposit,
          minAnswerBlocks: options.minAnswerBlocks,
          maxWindowBlocks: options.maxWindowBlocks,
          volume: options.offerVolume,
          lifetimeMs: options.offerLifetime,
          intervalMs: options.announceInterval,
        },
      },
    );

    const publishesSupply = options.enabled && (options.supply.enabled ?? options.pricing === 'curve');
    if (publishesSupply && options.resources.length === 0) {
      logger.warn('no supply is published: provider.resources names no resource');
    }
    const supply = createSupplyPublisher(
      {
        chain: createSupplyChain(client, chain),
        store,
        logger: logger.child({ part: 'supply' }),
        onTransaction: bookkeeping.onTransaction,
      },
      {
        resources: options.resources,
        workPerSecond: workPerSecond * engine.slots,
        epochs: options.supply.epochs,
        maxBondWei: options.supply.maxBond,
        maxFeeWeiPerDay: options.supply.maxFeePerDay,
        reserveWei: options.stake + options.maxDeposit,
        intervalMs: options.announceInterval,
      },
    );

    const evidence = createEvidenceDesk({ store, reconciler, network, logger: logger.child({ part: 'evidence' }) });
    const verifier = config.verifier.enabled ? startVerifier() : undefined;

    function startVerifier() {
      return started.adopt(
        createVerifier(
          {
            chain: disputeChain,
            store,
            network,
            engine,
            desk,
            fetchBlob,
            dropOutputs,
            metrics,
            logger: logger.child({ part: 'verifier' }),
          },
          {
            sampleRate: config.verifier.sampleRate,
            maxBondWei: config.verifier.maxBond,
            demand: config.verifier.demand,
            ...(config.verifier.slots === undefined ? {} : { slots: config.verifier.slots }),
            maxLeaves: config.verifier.maxLeaves,
            taskMemoryPages,
            taskWallMs: options.taskWall,
            fromBlock: deployment.deployedBlock,
            pollIntervalMs: config.chain.pollInterval,
            maxBackoffMs: config.chain.maxBackoff,
            confirmations,
            retentionMs: options.retention,
          },
        ),
        (open) => open.stop(),
      );
    }

    function dropOutputs(keeper: string): void {
      blobStore
        .dropOutputsOf(keeper)
        .catch((error: unknown) => logger.warn({ err: error, keeper }, 'outputs could not be removed'));
    }

    const leases = config.lease.enabled ? await startLeases() : undefined;

    async function startLeases() {
      let maker: Promise<ProofMaker> | undefined;
      const proofMaker = (): Promise<ProofMaker> => {
        maker ??= openProofExecutor(config.proof).then((executor) => ({
          desk: new ProofDesk(executor, { timeLimitMs: config.proof.timeLimit }),
          executor: executor.name,
          device: executor.describe().device,
        }));
        maker.catch(() => {
          maker = undefined;
        });
        return maker;
      };
      started.defer(async () => (await maker?.catch(() => undefined))?.desk.stop());
      // Whoever insists on a GPU is told at once that there is none.
      if (config.proof.executor === 'gpu') await proofMaker();
      const { creditPrice, creditUnit, creditInterval, creditGrace, creditRedeemEvery, creditRelease } = config.lease;
      const leaseCredit = {
        unit: creditUnit,
        priceWeiPerUnit: creditPrice,
        intervalMs: creditInterval,
        graceSeconds: Math.ceil(creditGrace / 1_000),
        releaseAfterMs: creditRelease,
      };
      const vouchers = await createVoucherBook(client, {
        store: store.vouchers,
        redeemEverySeconds: Math.ceil(creditRedeemEvery / 1_000),
      });
      return started.adopt(
        createLeaseRole(
          {
            account: account.address,
            chain: createLeaseChain(client),
            network,
            engine,
            proofMaker,
            dropOutputs,
            vouchers,
            metrics,
            logger: logger.child({ part: 'leases' }),
          },
          {
            resources: config.lease.resources,
            slots: config.lease.slots ?? engine.slots,
            reservedSlots: config.lease.reservedSlots,
            sessions: config.lease.sessions,
            pollIntervalMs: config.lease.pollInterval,
            chainPatienceMs: config.lease.chainPatience,
            ...(config.lease.creditPrice === 0n ? {} : { credit: leaseCredit }),
            creditPerSlot: options.creditPerSlot,
            limits: {
              work: options.maxWork,
              memoryPages: taskMemoryPages,
              outputBytes: options.taskOutput,
              wallMs: options.taskWall,
            },
            workPerSecond,
          },
        ),
        (open) => open.stop(),
      );
    }

    let closing = false;
    const health = (): Health => {
      const ageMs = Date.now() - (reconciler.lastSuccessMs ?? startedMs);
      return {
        status: closing ? 'stopping' : ageMs > chainStaleMs ? 'degraded' : 'ok',
        account: account.address,
        peerId: network.peerId,
        chain: { headBlock: reconciler.headBlock?.toString() ?? null, ageMs },
        tasks: { running: engine.running, queued: engine.queued },
        sessions: provider.sessions,
        leases: { sessions: leases?.sessions ?? 0, strangers: leases?.strangers ?? 0 },
        openDeals: store.openDealCount(),
        games: { asProvider: defence.games, asChallenger: verifier?.games ?? 0 },
      };
    };
    const telemetry = config.telemetry.enabled
      ? started.adopt(await startTelemetryServer({ registry: metrics.registry, health }, config.telemetry), (open) =>
          open.stop(),
        )
      : undefined;

    reconciler.start();
    started.defer(() => Promise.race([reconciler.stop(), delay(1_000, undefined, { ref: false })]));
    seats.start();
    started.defer(() => Promise.race([seats.stop(), delay(1_000, undefined, { ref: false })]));
    tabs.start();
    started.defer(() => Promise.race([tabs.stop(), delay(1_000, undefined, { ref: false })]));
    if (options.enabled) {
      started.defer(() => provider.stop());
      await provider.start();
    }
    if (publishesSupply && options.resources.length > 0) {
      supply.start();
      started.defer(() => Promise.race([supply.stop(), delay(1_000, undefined, { ref: false })]));
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
        closing = true;
        logger.info({ running: provider.running }, 'stopping');
        try {
          await leases?.drain();
          await provider.drain({ timeoutMs: options.stopTimeout });
          // A transaction that is being waited for may take minutes on a busy chain.
          const inTime = delay(closingTimeoutMs, undefined, { ref: false });
          const closed = Promise.all([reconciler.stop(), seats.stop()]).then(async () => {
            const done = await reconciler.tick({ closing: true });
            await seats.tick({ closing: true });
            return done;
          });
          const summary = await Promise.race([closed, inTime]);
          closed.catch(() => {});
          if (summary) logger.info({ ...summary }, 'answered before the stop');
          else logger.warn('the chain is slow; the next start goes on from here');
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

/** Refuses a chain that is another one; one that is out of reach may come later. */
async function checkChain(client: SuanliClient): Promise<void> {
  const actual = await client.publicClient.getChainId().catch(() => undefined);
  const expected = client.deployment.chainId;
  if (actual !== undefined && actual !== expected) {
    throw new SuanliError('NODE_CHAIN_WRONG', { parameters: { url: new URL(client.url).host, actual, expected } });
  }
}

/** What this process has measured: daemons that share a machine measure it once. */
const measuredHere = new Map<string, number>();

/** The machine's speed: measured at the first start, and again where the processor or the number of slots is another. */
async function measuredSpeed(executor: Executor, store: Store, logger: Logger, signal: AbortSignal): Promise<number> {
  const key = `benchmark/${executor.kind}/${cpus()[0]?.model ?? 'unknown'}/${executor.slots}`;
  const kept = store.meta(key);
  if (kept !== undefined) return Number(kept);
  const known = measuredHere.get(key);
  const speed = known ?? Math.round((await benchmarkExecutor(executor, { signal })).workPerSecond);
  measuredHere.set(key, speed);
  store.setMeta(key, String(speed));
  logger.info({ workPerSecond: speed, slots: executor.slots }, 'machine measured');
  return speed;
}
