import { computeGovernorAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export type Vote = 'against' | 'for' | 'abstain';

export interface CastVoteParameters {
  readonly proposalId: bigint;
  /** `abstain` counts for the quorum alone. */
  readonly vote: Vote;
  /** Public, and for good. Default: none. */
  readonly reason?: string;
}

const support: Readonly<Record<Vote, number>> = { against: 0, for: 1, abstain: 2 };

/**
 * Votes on a proposal, once, with all votes that the client's account had when the vote began.
 *
 * @throws SuanliError `GOVERNANCE_WRONG_STATE` before and after the vote, `GOVERNANCE_ALREADY_VOTED`,
 * `GOVERNANCE_PROPOSAL_UNKNOWN`, `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`, `CHAIN_GAS_FUNDS_TOO_SMALL`
 *
 * @example
 * await castVote(client, { proposalId, vote: 'for' });
 */
export function castVote(client: SuanliClient, parameters: CastVoteParameters): Promise<Transaction> {
  const { proposalId, vote, reason = '' } = parameters;
  return writeContract(client, {
    abi: computeGovernorAbi,
    address: client.deployment.governor,
    functionName: 'castVoteWithReason',
    args: [proposalId, support[vote], reason],
  });
}
