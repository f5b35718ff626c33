import { join } from 'node:path';
import { createNetwork, type Network } from '@suanli/network';
import type { BrokerDomain } from '@suanli/protocol';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import type { NodeBlobStore } from '../../store/openBlobStore.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import { openPeerKey } from './openPeerKey.ts';

export interface AssembleNetworkDependencies {
  readonly domain: BrokerDomain;
  readonly blockstore: NodeBlobStore;
  /** What peers are told of how busy this one is. */
  readonly load: () => { readonly running: number; readonly queued: number };
  readonly logger: Logger;
}

/** This peer among the others; not started. */
export async function assembleNetwork(
  { domain, blockstore, load, logger }: AssembleNetworkDependencies,
  { dataDir, network, provider }: Pick<NodeConfig, 'dataDir' | 'network' | 'provider'>,
): Promise<Network> {
  return createNetwork({
    privateKey: await openPeerKey(join(dataDir, 'peer.key')),
    domain,
    listen: network.listen,
    announce: network.announce,
    bootstrap: network.bootstrap,
    blockstore,
    logger: logger.child({ part: 'network' }),
    tasks: { load },
    leases: { load },
    // The provider's own limit ends a fetch first.
    blobs: { stallTimeoutMs: provider.fetchTimeout + 5_000 },
  });
}
