import type { Executor } from '@suanli/executor';
import type { Network } from '@suanli/network';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import { createProvableCheck } from '../../disputes/createProvableCheck.ts';
import { createThreadTrace } from '../../disputes/createThreadTrace.ts';
import type { NodeBlobStore } from '../../store/openBlobStore.ts';
import { createTaskEngine } from '../../tasks/createTaskEngine.ts';
import type { TaskEngine } from '../../tasks/TaskEngine.ts';
import type { Logger } from '../../telemetry/createLogger.ts';

export interface AssembleEngineDependencies {
  /** Started. */
  readonly executor: Executor;
  /** Started. */
  readonly network: Pick<Network, 'blobs'>;
  /** What the network keeps its blobs in. */
  readonly blobStore: NodeBlobStore;
  readonly logger: Logger;
}

/** The one engine that deals, tabs, leases and re-executions share. */
export function assembleEngine(
  { executor, network, blobStore, logger }: AssembleEngineDependencies,
  { provider, disputes }: Pick<NodeConfig, 'provider' | 'disputes'>,
): TaskEngine {
  return createTaskEngine(
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
      checkProvable: createProvableCheck(createThreadTrace({ heapMb: disputes.traceHeap })),
    },
    {
      inputCacheBytes: provider.inputCache,
      fetchTimeoutMs: provider.fetchTimeout,
      ...(provider.pricing === 'auction' ? { order: 'price' as const, collectMs: provider.auctionInterval } : {}),
    },
  );
}
