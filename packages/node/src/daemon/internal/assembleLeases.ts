import type { Network } from '@suanli/network';
import { createVoucherBook, type SuanliClient } from '@suanli/sdk';
import type { Address } from 'viem';
import { createLeaseChain } from '../../chain/createLeaseChain.ts';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import { createLeaseRole } from '../../roles/lease/createLeaseRole.ts';
import type { LeaseRole } from '../../roles/lease/LeaseRole.ts';
import type { Store } from '../../store/Store.ts';
import type { TaskEngine } from '../../tasks/TaskEngine.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Metrics } from '../../telemetry/createMetrics.ts';
import type { NodeProofs } from './assembleProofs.ts';
import { taskMemoryPages } from './taskMemoryPages.ts';

export interface AssembleLeasesDependencies {
  readonly account: Address;
  readonly client: SuanliClient;
  readonly store: Pick<Store, 'vouchers'>;
  /** Started. */
  readonly network: Network;
  readonly engine: TaskEngine;
  /** Metered instructions per second and slot. */
  readonly workPerSecond: number;
  readonly proofs: Pick<NodeProofs, 'maker'>;
  readonly dropOutputs: (keeper: string) => void;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * The lease role, with the vouchers that its sessions pay with; not started.
 *
 * @throws SuanliError `EXECUTOR_GPU_MISSING`
 */
export async function assembleLeases(
  dependencies: AssembleLeasesDependencies,
  config: Pick<NodeConfig, 'lease' | 'proof' | 'provider'>,
): Promise<LeaseRole> {
  const { account, client, store, network, engine, workPerSecond } = dependencies;
  const { proofs, dropOutputs, metrics, logger } = dependencies;
  const { lease, provider } = config;
  // Whoever insists on a GPU is told at once that there is none.
  if (config.proof.executor === 'gpu') await proofs.maker();
  const credit = {
    unit: lease.creditUnit,
    priceWeiPerUnit: lease.creditPrice,
    intervalMs: lease.creditInterval,
    graceSeconds: Math.ceil(lease.creditGrace / 1_000),
    releaseAfterMs: lease.creditRelease,
  };
  const vouchers = await createVoucherBook(client, {
    store: store.vouchers,
    redeemEverySeconds: Math.ceil(lease.creditRedeemEvery / 1_000),
  });
  return createLeaseRole(
    {
      account,
      chain: createLeaseChain(client),
      network,
      engine,
      proofMaker: proofs.maker,
      dropOutputs,
      vouchers,
      metrics,
      logger: logger.child({ part: 'leases' }),
    },
    {
      resources: lease.resources,
      slots: lease.slots ?? engine.slots,
      reservedSlots: lease.reservedSlots,
      sessions: lease.sessions,
      pollIntervalMs: lease.pollInterval,
      chainPatienceMs: lease.chainPatience,
      ...(lease.creditPrice === 0n ? {} : { credit }),
      creditPerSlot: provider.creditPerSlot,
      limits: {
        work: provider.maxWork,
        memoryPages: taskMemoryPages(provider),
        outputBytes: provider.taskOutput,
        wallMs: provider.taskWall,
      },
      workPerSecond,
    },
  );
}
