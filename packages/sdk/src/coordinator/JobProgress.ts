import type { Address, Hex } from 'viem';
import type { RunnerState } from './internal/DealRunner.ts';

/** One deal's part in a running job. */
export interface DealProgress {
  readonly dealId: Hex;
  readonly provider: Address;
  readonly state: RunnerState;
  /** The code of why it is lost, refused or banned. */
  readonly reason?: string;
  readonly tasksDone: number;
  readonly tasksInFlight: number;
  readonly work: bigint;
  readonly costWei: bigint;
}

/** How a running job stands. */
export interface JobProgress {
  readonly jobId: Hex;
  readonly step: 'offers' | 'opening' | 'running' | 'answering' | 'settling' | 'ended';
  readonly tasks: number;
  readonly tasksDone: number;
  readonly tasksFailed: number;
  readonly work: bigint;
  readonly costWei: bigint;
  readonly deals: readonly DealProgress[];
}
