import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { sendProposalStep } from './internal/sendProposalStep.ts';

export interface ExecuteProposalParameters {
  readonly proposalId: bigint;
}

/**
 * Executes a queued proposal after its delay. Anyone may.
 *
 * @throws SuanliError `TIMELOCK_NOT_READY` before its time, `GOVERNANCE_WRONG_STATE` where it is not queued or was
 * executed, `GOVERNANCE_PROPOSAL_UNKNOWN`, whatever a call of it is refused with, `CHAIN_ACCOUNT_MISSING`,
 * `CHAIN_UNREACHABLE`, `CHAIN_GAS_FUNDS_TOO_SMALL`
 */
export function executeProposal(client: SuanliClient, parameters: ExecuteProposalParameters): Promise<Transaction> {
  return sendProposalStep(client, 'execute', parameters.proposalId);
}
