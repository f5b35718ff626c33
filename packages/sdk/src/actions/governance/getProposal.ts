import type { SuanliClient } from '../../client/SuanliClient.ts';
import { findProposalCreated } from './internal/findProposalCreated.ts';
import { readProposal } from './internal/readProposal.ts';
import type { Proposal } from './Proposal.ts';

export interface GetProposalParameters {
  readonly proposalId: bigint;
}

/**
 * A proposal: what it calls, its votes, and where it stands.
 *
 * @throws SuanliError `GOVERNANCE_PROPOSAL_UNKNOWN`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const { state, votes } = await getProposal(client, { proposalId });
 */
export async function getProposal(client: SuanliClient, parameters: GetProposalParameters): Promise<Proposal> {
  return readProposal(client, await findProposalCreated(client, parameters.proposalId));
}
