import type { NodeConfig } from '../../config/NodeConfig.ts';
import { ProofDesk } from '../../roles/lease/internal/ProofDesk.ts';
import type { ProofMaker } from '../../roles/lease/ProofMaker.ts';
import { openProofExecutor } from './openProofExecutor.ts';

export interface NodeProofs {
  /**
   * What makes compute proofs, opened when it is first asked for; one that could not be had is looked for again.
   *
   * @throws SuanliError `EXECUTOR_GPU_MISSING`
   */
  maker(): Promise<ProofMaker>;
  stop(): Promise<void>;
}

/** Compute proofs with the executor that the configuration asks for. */
export function assembleProofs({ proof }: Pick<NodeConfig, 'proof'>): NodeProofs {
  let opening: Promise<ProofMaker> | undefined;
  return {
    maker() {
      opening ??= openProofExecutor(proof).then((executor) => ({
        desk: new ProofDesk(executor, { timeLimitMs: proof.timeLimit }),
        executor: executor.name,
        device: executor.describe().device,
      }));
      opening.catch(() => {
        opening = undefined;
      });
      return opening;
    },
    async stop() {
      await (await opening?.catch(() => undefined))?.desk.stop();
    },
  };
}
