import type { Deployment } from '@suanli/protocol';
import type { Address } from 'viem';
import type { ProviderChain } from '../../chain/ProviderChain.ts';
import type { QuorumChain } from '../../chain/QuorumChain.ts';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import { createQuorumReconciler, type QuorumReconciler } from '../../reconciler/createQuorumReconciler.ts';
import type { Store } from '../../store/Store.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Bookkeeping } from './createBookkeeping.ts';

export interface AssembleSeatsDependencies {
  /** The account that has the seats. */
  readonly provider: Address;
  readonly deployment: Deployment;
  readonly chain: ProviderChain;
  readonly quorums: QuorumChain;
  readonly store: Store;
  readonly bookkeeping: Bookkeeping;
  readonly logger: Logger;
}

/** Sees seats in quorums to their end, whether the configuration takes new ones or not; not started. */
export function assembleSeats(
  { provider, deployment, chain, quorums, store, bookkeeping, logger }: AssembleSeatsDependencies,
  config: Pick<NodeConfig, 'chain' | 'provider'>,
): QuorumReconciler {
  const { pollInterval, maxBackoff, confirmations } = config.chain;
  const { answerMarginBlocks, settleGraceBlocks } = config.provider;
  return createQuorumReconciler(
    { provider, chain, quorums, store, logger: logger.child({ part: 'quorums' }), ...bookkeeping },
    {
      fromBlock: deployment.deployedBlock,
      pollIntervalMs: pollInterval,
      maxBackoffMs: maxBackoff,
      confirmations,
      answerMarginBlocks,
      settleGraceBlocks,
    },
  );
}
