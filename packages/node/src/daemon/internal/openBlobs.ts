import { join } from 'node:path';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import { type NodeBlobStore, openBlobStore } from '../../store/openBlobStore.ts';
import type { Store } from '../../store/Store.ts';
import type { Logger } from '../../telemetry/createLogger.ts';

const pruneIntervalMs = 600_000;

export interface NodeBlobs {
  readonly store: NodeBlobStore;
  /** Removes all outputs of a keeper; what cannot be removed is logged. */
  dropOutputs(keeper: string): void;
  /** Removes no more. */
  stop(): void;
}

/** Inputs and outputs on disk; outputs are removed at intervals, when their deals have ended long enough ago. */
export async function openBlobs(
  { store, logger }: { readonly store: Pick<Store, 'oldestOpenMs'>; readonly logger: Logger },
  { dataDir, provider }: Pick<NodeConfig, 'dataDir' | 'provider'>,
): Promise<NodeBlobs> {
  const blobStore = await openBlobStore(join(dataDir, 'blobs'), { maxInputBytes: provider.diskCache });
  const pruning = setInterval(() => {
    // A deal that is still open may need its outputs however long it takes.
    const keepFromMs = Math.min(Date.now() - provider.retention, store.oldestOpenMs() ?? Number.POSITIVE_INFINITY);
    blobStore
      .pruneOutputs({ writtenBeforeMs: keepFromMs })
      .catch((error: unknown) => logger.warn({ err: error }, 'old outputs could not be removed'));
  }, pruneIntervalMs);
  pruning.unref();
  return {
    store: blobStore,
    dropOutputs(keeper) {
      blobStore
        .dropOutputsOf(keeper)
        .catch((error: unknown) => logger.warn({ err: error, keeper }, 'outputs could not be removed'));
    },
    stop: () => clearInterval(pruning),
  };
}
