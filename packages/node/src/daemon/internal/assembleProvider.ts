import type { Network } from '@suanli/network';
import { requireTokenBalance, type SuanliClient } from '@suanli/sdk';
import type { Address, LocalAccount } from 'viem';
import { createPriceFeed } from '../../chain/createPriceFeed.ts';
import type { ProviderChain } from '../../chain/ProviderChain.ts';
import type { QuorumChain } from '../../chain/QuorumChain.ts';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import type { QuorumReconciler } from '../../reconciler/createQuorumReconciler.ts';
import type { Reconciler } from '../../reconciler/Reconciler.ts';
import { auctionPrices } from '../../roles/provider/auctionPrices.ts';
import { createProvider } from '../../roles/provider/createProvider.ts';
import type { Provider } from '../../roles/provider/Provider.ts';
import type { TabDesk } from '../../roles/provider/tabs/TabDesk.ts';
import type { Store } from '../../store/Store.ts';
import type { TaskEngine } from '../../tasks/TaskEngine.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Metrics } from '../../telemetry/createMetrics.ts';
import { taskMemoryPages } from './taskMemoryPages.ts';

export interface AssembleProviderDependencies {
  readonly account: LocalAccount;
  readonly client: SuanliClient;
  readonly chain: ProviderChain;
  readonly quorums: QuorumChain;
  readonly store: Store;
  /** Started. */
  readonly network: Network;
  readonly engine: TaskEngine;
  /** Metered instructions per second and slot. */
  readonly workPerSecond: number;
  readonly reconciler: Reconciler;
  readonly seats: QuorumReconciler;
  readonly tabs: TabDesk;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** The provider role, priced and limited as the configuration says; not started. */
export function assembleProvider(
  dependencies: AssembleProviderDependencies,
  config: Pick<NodeConfig, 'chain' | 'provider'>,
): Provider {
  const { account, client, chain, quorums, store, network, engine, workPerSecond } = dependencies;
  const { reconciler, seats, tabs, metrics, logger } = dependencies;
  const { provider: options } = config;
  const priceCapWei = options.priceCap > options.price ? options.priceCap : options.price;
  return createProvider(
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
              signOffer: async (offer) => ((await quorums.consents()) ? quorums.signOffer(offer) : undefined),
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
      taskMemoryPages: taskMemoryPages(options),
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
}
