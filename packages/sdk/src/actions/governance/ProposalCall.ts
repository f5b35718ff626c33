import type { Address, Hex } from 'viem';

/** One call that a proposal makes the timelock send; the functions of `calls/` build them. */
export interface ProposalCall {
  readonly target: Address;
  /** Coin of the timelock to send along, in wei. Default 0. */
  readonly valueWei?: bigint;
  readonly data: Hex;
}
