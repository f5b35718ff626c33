import type { Deployment } from '@suanli/protocol';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import { createVerifier, type VerifierDependencies } from '../../roles/verifier/createVerifier.ts';
import type { Verifier } from '../../roles/verifier/Verifier.ts';
import { taskMemoryPages } from './taskMemoryPages.ts';

export interface AssembleVerifierDependencies extends VerifierDependencies {
  readonly deployment: Deployment;
}

/** The verifier role; not started. */
export function assembleVerifier(
  { deployment, logger, ...dependencies }: AssembleVerifierDependencies,
  { chain, provider, verifier }: Pick<NodeConfig, 'chain' | 'provider' | 'verifier'>,
): Verifier {
  return createVerifier(
    { ...dependencies, logger: logger.child({ part: 'verifier' }) },
    {
      sampleRate: verifier.sampleRate,
      maxBondWei: verifier.maxBond,
      demand: verifier.demand,
      ...(verifier.slots === undefined ? {} : { slots: verifier.slots }),
      maxLeaves: verifier.maxLeaves,
      taskMemoryPages: taskMemoryPages(provider),
      taskWallMs: provider.taskWall,
      fromBlock: deployment.deployedBlock,
      pollIntervalMs: chain.pollInterval,
      maxBackoffMs: chain.maxBackoff,
      confirmations: chain.confirmations,
      retentionMs: provider.retention,
    },
  );
}
