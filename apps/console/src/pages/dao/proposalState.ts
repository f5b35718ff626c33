import type { ProposalStateName } from '@suanli/protocol';
import type { ProposalRow } from '../../data/tables.ts';

/** What a state follows from. */
export type ProposalFacts = Pick<
  ProposalRow,
  | 'snapshotBlock'
  | 'deadlineBlock'
  | 'forWei'
  | 'againstWei'
  | 'abstainWei'
  | 'quorumWei'
  | 'queued'
  | 'executed'
  | 'canceled'
>;

/** Where a proposal stands at a block, as the Governor would say it. */
export function proposalState(proposal: ProposalFacts, blockNumber: bigint): ProposalStateName {
  if (proposal.executed) return 'executed';
  if (proposal.canceled) return 'cancelled';
  if (proposal.queued) return 'queued';
  if (blockNumber <= proposal.snapshotBlock) return 'pending';
  if (blockNumber <= proposal.deadlineBlock) return 'active';
  const quorumReached = proposal.forWei + proposal.abstainWei >= proposal.quorumWei;
  return quorumReached && proposal.forWei > proposal.againstWei ? 'succeeded' : 'defeated';
}
