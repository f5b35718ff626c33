/**
 * What is checked of a proof:
 * - `stage`: the events are those that lead to its stage, and no others
 * - `issue`: the event of its issue names the same prover, use right, resource, type and terms
 * - `seed`: it is that of the block after the issue
 * - `root`: the event of the commitment has the same root
 * - `expiry`: it was late, or its block out of reach, when it was ended
 * - `challenges`: they are those of the block after the commitment
 * - `openings`: every challenged leaf, computed anew, leads to the root by the nodes in the transaction's calldata
 * - `time`: times are those of the blocks, and within the limits
 * - `level`, `range`: they follow from time and terms
 * - `ranking`: the ranking counted this proof, with these figures
 */
export type ProofCheckName =
  | 'stage'
  | 'issue'
  | 'seed'
  | 'root'
  | 'expiry'
  | 'challenges'
  | 'openings'
  | 'time'
  | 'level'
  | 'range'
  | 'ranking';

/** One comparison of what the contracts state with what follows from the chain's data. */
export interface ProofCheck {
  readonly name: ProofCheckName;
  /** `unknown` where the RPC lacks a block or the transaction, or a contract sent the openings. */
  readonly outcome: 'ok' | 'wrong' | 'unknown';
  /** What the contracts say. */
  readonly stated?: string;
  /** What follows. */
  readonly computed?: string;
}
