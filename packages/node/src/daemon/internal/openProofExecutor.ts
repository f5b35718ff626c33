import { createProofExecutor, type ProofExecutor } from '@suanli/executor/proof';
import type { NodeConfig } from '../../config/NodeConfig.ts';

/**
 * The executor of compute proofs that the configuration asks for.
 *
 * @throws SuanliError `EXECUTOR_GPU_MISSING`
 */
export function openProofExecutor({ executor, threads }: NodeConfig['proof']): Promise<ProofExecutor> {
  return createProofExecutor({
    prefer: executor === 'cpu' ? 'cpu' : 'gpu',
    fallback: executor === 'auto',
    ...(threads === undefined ? {} : { threads }),
  });
}
