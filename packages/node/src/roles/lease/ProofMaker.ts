import type { ProofDesk } from './internal/ProofDesk.ts';

/** What compute proofs are made with. */
export interface ProofMaker {
  readonly desk: ProofDesk;
  readonly executor: 'cpu' | 'gpu';
  /** For people. */
  readonly device: string;
}
