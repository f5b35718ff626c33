import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { sendProposalStep } from './internal/sendProposalStep.ts';

export interface CancelProposalParameters {
  readonly proposalId: bigint;
}

/**
 * Takes a proposal back before its vote begins. For its proposer.
 *
 * @throws SuanliError `GOVERNANCE_CANCEL_DENIED`, `GOVERNANCE_PROPOSAL_UNKNOWN`, `CHAIN_ACCOUNT_MISSING`,
 * `CHAIN_UNREACHABLE`, `CHAIN_GAS_FUNDS_TOO_SMALL`
 */
export function cancelProposal(client: SuanliClient, parameters: CancelProposalParameters): Promise<Transaction> {
  return sendProposalStep(client, 'cancel', parameters.proposalId);
}
