import { bytesToHex, type Hex } from 'viem';
import { proofLevels } from './internal/proofLevels.ts';
import type { ProofTask } from './ProofTask.ts';

/**
 * The openings of some leaves, as `IComputeProof.open` wants them: `leafCountLog2` nodes for each index, from the leaf up,
 * one index after another. Computed plainly, as {@link proofRoot} is.
 */
export function proofSiblings(task: ProofTask, indexes: readonly (bigint | number)[]): Hex[] {
  const levels = proofLevels(task).slice(0, -1);
  return indexes.flatMap((index) =>
    levels.map((level, depth) => bytesToHex(level[Number((BigInt(index) >> BigInt(depth)) ^ 1n)] as Uint8Array)),
  );
}
