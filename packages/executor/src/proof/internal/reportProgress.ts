import type { ProofProgress } from '../ProofExecutor.ts';

const intervalMs = 200;

/** Counts leaves, and tells of them every 200 ms at most and when all are there. */
export function reportProgress(
  totalLeaves: number,
  onProgress: ((progress: ProofProgress) => void) | undefined,
): (leaves: number) => void {
  let leaves = 0;
  let lastMs = performance.now();
  return (more) => {
    leaves += more;
    const nowMs = performance.now();
    if (leaves < totalLeaves && nowMs - lastMs < intervalMs) return;
    lastMs = nowMs;
    onProgress?.({ leaves, totalLeaves });
  };
}
