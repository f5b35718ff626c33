import type { SuanliClient } from '@suanli/sdk';
import { createPaymentChain } from '../../chain/createPaymentChain.ts';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import type { Provider } from '../../roles/provider/Provider.ts';
import { createTabDesk } from '../../roles/provider/tabs/createTabDesk.ts';
import type { TabDesk } from '../../roles/provider/tabs/TabDesk.ts';
import type { Store } from '../../store/Store.ts';
import type { Logger } from '../../telemetry/createLogger.ts';

export interface AssembleTabsDependencies {
  readonly client: SuanliClient;
  readonly store: Store;
  /** Sends to the requester of a deal, where it is there. */
  readonly tell: Provider['tell'];
  readonly logger: Logger;
}

/** The tabs of requesters, and the payments for them, whether the configuration grants new ones or not; not started. */
export function assembleTabs(
  { client, store, tell, logger }: AssembleTabsDependencies,
  { chain, provider }: Pick<NodeConfig, 'chain' | 'provider'>,
): TabDesk {
  return createTabDesk(
    { store, chain: createPaymentChain(client), tell, logger: logger.child({ part: 'tabs' }) },
    {
      maxUnpaidWei: provider.tab.maxUnpaid,
      maxUnpaidTotalWei: provider.tab.maxUnpaidTotal,
      overdueMs: provider.tab.overdueAfter,
      confirmations: chain.confirmations,
      minLeadBlocks: provider.tab.minLeadBlocks,
      pollIntervalMs: chain.pollInterval,
      maxBackoffMs: chain.maxBackoff,
      idleMs: provider.retention,
    },
  );
}
