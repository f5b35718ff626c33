import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { sendProposalStep } from './internal/sendProposalStep.ts';

export interface QueueProposalParameters {
  readonly proposalId: bigint;
}

/**
 * Puts a proposal that passed into the timelock, whose delay begins. Anyone may.
 *
 * @throws SuanliError `GOVERNANCE_WRONG_STATE` where it did not pass (yet) or is queued, `GOVERNANCE_PROPOSAL_UNKNOWN`,
 * `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`, `CHAIN_GAS_FUNDS_TOO_SMALL`
 */
export function queueProposal(client: SuanliClient, parameters: QueueProposalParameters): Promise<Transaction> {
  return sendProposalStep(client, 'queue', parameters.proposalId);
}
