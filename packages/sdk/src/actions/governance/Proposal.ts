import type { ProposalStateName } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import type { ProposalCall } from './ProposalCall.ts';

/** A proposal to the DAO, as it stands. */
export interface Proposal {
  readonly proposalId: bigint;
  readonly state: ProposalStateName;
  readonly proposer: Address;
  readonly calls: readonly Required<ProposalCall>[];
  readonly description: string;
  /** The block in which it was proposed, and the transaction. */
  readonly proposedBlock: bigint;
  readonly transactionHash: Hex;
  /** Votes count as they were delegated in this block; the vote is open from the next one on. */
  readonly voteStartBlock: bigint;
  /** The last block of the vote. */
  readonly voteEndBlock: bigint;
  readonly votes: { readonly forWei: bigint; readonly againstWei: bigint; readonly abstainWei: bigint };
  /** Votes for and abstaining that it takes, in wei of the token; null before the vote begins. */
  readonly quorumWei: bigint | null;
  /** Seconds since 1970 from which it can be executed; null before it is queued. */
  readonly executableAt: bigint | null;
}
