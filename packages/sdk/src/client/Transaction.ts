import type { Hex, Log } from 'viem';

/** What became of a sent transaction: it is mined and did not revert. */
export interface Transaction {
  readonly hash: Hex;
  readonly blockNumber: bigint;
  readonly gasUsed: bigint;
  readonly logs: readonly Log[];
}
