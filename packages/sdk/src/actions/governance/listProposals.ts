import { computeGovernorAbi } from '@suanli/protocol';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { readProposal } from './internal/readProposal.ts';
import type { Proposal } from './Proposal.ts';

export interface ListProposalsParameters {
  /** How many at most, the newest first. Default 50. */
  readonly limit?: number;
}

/**
 * The latest proposals to the DAO, the newest first, each as it stands. It reads the Governor's events since the
 * deployment; on a chain of millions of blocks the indexer is the quick way.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 *
 * @example
 * const open = (await listProposals(client)).filter(({ state }) => state === 'active');
 */
export async function listProposals(
  client: SuanliClient,
  parameters: ListProposalsParameters = {},
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly Proposal[]> {
  const { limit = 50 } = parameters;
  const events = await readEvents(
    client,
    { abi: computeGovernorAbi, address: client.deployment.governor, eventName: 'ProposalCreated' },
    options,
  );
  const latest = events.slice(Math.max(0, events.length - limit)).reverse();
  return Promise.all(latest.map((event) => readProposal(client, event)));
}
