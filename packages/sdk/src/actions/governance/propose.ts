import { computeGovernorAbi, SuanliError } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { proposerSuffix } from './internal/proposerSuffix.ts';
import type { ProposalCall } from './ProposalCall.ts';

export interface ProposeParameters {
  /** At least one; they are executed in this order, all or none. */
  readonly calls: readonly ProposalCall[];
  /** What it is for, in any language. The same calls with the same description can be proposed once only. */
  readonly description: string;
}

export interface ProposeReturnType extends Transaction {
  readonly proposalId: bigint;
  /** Votes count as they were delegated in this block; the vote is open from the next one on. */
  readonly voteStartBlock: bigint;
  /** The last block of the vote. */
  readonly voteEndBlock: bigint;
}

/**
 * Proposes calls to the DAO. It takes the votes of the Governor's threshold, delegated before this block.
 *
 * @throws SuanliError `GOVERNANCE_VOTES_TOO_FEW`, `GOVERNANCE_PROPOSAL_INVALID`, `GOVERNANCE_WRONG_STATE` where the same
 * was proposed before, `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`, `CHAIN_GAS_FUNDS_TOO_SMALL`
 *
 * @example
 * const { proposalId } = await propose(client, {
 *   calls: [feeCall(client, { feeBasisPoints: 50 })],
 *   description: 'Halve the fee',
 * });
 */
export async function propose(client: SuanliClient, parameters: ProposeParameters): Promise<ProposeReturnType> {
  const { calls, description } = parameters;
  if (client.account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const governor = { abi: computeGovernorAbi, address: client.deployment.governor };
  const transaction = await writeContract(client, {
    ...governor,
    functionName: 'propose',
    args: [
      calls.map(({ target }) => target),
      calls.map(({ valueWei }) => valueWei ?? 0n),
      calls.map(({ data }) => data),
      // Else whoever sees it under way could propose it first, and cancel it.
      description + proposerSuffix(client.account),
    ],
  });
  const { proposalId, voteStart, voteEnd } = eventOf(transaction, { ...governor, eventName: 'ProposalCreated' });
  return { ...transaction, proposalId, voteStartBlock: voteStart, voteEndBlock: voteEnd };
}
