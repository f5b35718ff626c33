import type { Hex } from 'viem';

/** The digits of a job's id that people see; enough to name it in a command. */
export function shortJobId(jobId: Hex): string {
  return jobId.slice(0, 10);
}
