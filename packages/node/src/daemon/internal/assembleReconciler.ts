import type { Deployment } from '@suanli/protocol';
import type { ProviderChain } from '../../chain/ProviderChain.ts';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import { createReconciler } from '../../reconciler/createReconciler.ts';
import type { Reconciler } from '../../reconciler/Reconciler.ts';
import type { Defence } from '../../roles/provider/createDefence.ts';
import type { Store } from '../../store/Store.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Bookkeeping } from './createBookkeeping.ts';

export interface AssembleReconcilerDependencies {
  readonly deployment: Deployment;
  readonly chain: ProviderChain;
  readonly store: Store;
  readonly defence: Pick<Defence, 'prepare' | 'defend'>;
  readonly bookkeeping: Bookkeeping;
  readonly logger: Logger;
}

/** Sees deals to their end, and calls the defence where an answer can be, or is, challenged; not started. */
export function assembleReconciler(
  { deployment, chain, store, defence, bookkeeping, logger }: AssembleReconcilerDependencies,
  config: Pick<NodeConfig, 'chain' | 'provider'>,
): Reconciler {
  const { pollInterval, maxBackoff, confirmations } = config.chain;
  const { answerMarginBlocks, maxAnswerBlocks, settleGraceBlocks, retention } = config.provider;
  return createReconciler(
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
      pollIntervalMs: pollInterval,
      maxBackoffMs: maxBackoff,
      confirmations,
      answerMarginBlocks,
      maxAnswerBlocks,
      settleGraceBlocks,
      retentionMs: retention,
    },
  );
}
