import type { SuanliClient } from '@suanli/sdk';
import { createSupplyChain } from '../../chain/createSupplyChain.ts';
import type { ProviderChain } from '../../chain/ProviderChain.ts';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import { createSupplyPublisher, type SupplyPublisher } from '../../roles/provider/createSupplyPublisher.ts';
import type { Store } from '../../store/Store.ts';
import type { TaskEngine } from '../../tasks/TaskEngine.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Bookkeeping } from './createBookkeeping.ts';

export interface AssembleSupplyDependencies {
  readonly client: SuanliClient;
  readonly chain: ProviderChain;
  readonly store: Store;
  readonly engine: Pick<TaskEngine, 'slots'>;
  /** Metered instructions per second and slot. */
  readonly workPerSecond: number;
  readonly bookkeeping: Pick<Bookkeeping, 'onTransaction'>;
  readonly logger: Logger;
}

/** What publishes the supply of the resources, not started; undefined where none is published. */
export function assembleSupply(
  { client, chain, store, engine, workPerSecond, bookkeeping, logger }: AssembleSupplyDependencies,
  { provider: options }: Pick<NodeConfig, 'provider'>,
): SupplyPublisher | undefined {
  const isPublished = options.enabled && (options.supply.enabled ?? options.pricing === 'curve');
  if (!isPublished) return undefined;
  if (options.resources.length === 0) {
    logger.warn('no supply is published: provider.resources names no resource');
    return undefined;
  }
  return createSupplyPublisher(
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
}
