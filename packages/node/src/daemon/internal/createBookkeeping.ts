import { formatEther, type Hex } from 'viem';
import type { MinedTransaction } from '../../chain/ProviderChain.ts';
import type { StoredDeal } from '../../store/Store.ts';
import type { Metrics } from '../../telemetry/createMetrics.ts';

export interface BookkeepingDependencies {
  readonly metrics: Pick<Metrics, 'transactions' | 'gas' | 'dealsEnded' | 'paidTokens'>;
  /** Drops what a role holds of a deal that has ended. */
  readonly forget: (dealId: Hex) => void;
}

/** What is noted of each transaction that was mined, and of each deal that has ended. */
export interface Bookkeeping {
  onTransaction(action: string, transaction: MinedTransaction): void;
  onEnded(deal: StoredDeal, paidWei: bigint): void;
}

/** Makes the bookkeeping that all who send transactions share. */
export function createBookkeeping({ metrics, forget }: BookkeepingDependencies): Bookkeeping {
  return {
    onTransaction(action, { gasUsed }) {
      metrics.transactions.inc({ action });
      metrics.gas.inc({ action }, Number(gasUsed));
    },
    onEnded(deal, paidWei) {
      forget(deal.dealId);
      metrics.dealsEnded.inc({ paid: String(paidWei > 0n) });
      metrics.paidTokens.inc(Number(formatEther(paidWei)));
    },
  };
}
