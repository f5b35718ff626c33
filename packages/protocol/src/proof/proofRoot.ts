import { bytesToHex, type Hex } from 'viem';
import { proofLevels } from './internal/proofLevels.ts';
import type { ProofTask } from './ProofTask.ts';

/**
 * The root of a task's tree, computed plainly and kept in memory: for tests and for trees of up to 2^20 leaves.
 * `@suanli/executor/proof` computes large ones.
 */
export function proofRoot(task: ProofTask): Hex {
  return bytesToHex(proofLevels(task).at(-1)?.[0] as Uint8Array);
}
