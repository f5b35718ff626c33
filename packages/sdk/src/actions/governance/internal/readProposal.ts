import { computeGovernorAbi, proposalStateName } from '@suanli/protocol';
import type { GetContractEventsReturnType } from 'viem';
import { readContract } from '../../../client/internal/readContract.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { Proposal } from '../Proposal.ts';
import { withoutProposerSuffix } from './proposerSuffix.ts';

export type ProposalCreated = GetContractEventsReturnType<typeof computeGovernorAbi, 'ProposalCreated', true>[number];

/** What the Governor says about a proposal, beside what its event says. */
export async function readProposal(client: SuanliClient, event: ProposalCreated): Promise<Proposal> {
  const { proposalId, proposer, targets, values, calldatas, description, voteStart, voteEnd } = event.args;
  const governor = { abi: computeGovernorAbi, address: client.deployment.governor } as const;
  const [state, [againstWei, forWei, abstainWei], eta] = await Promise.all([
    readContract(client, { ...governor, functionName: 'state', args: [proposalId] }),
    readContract(client, { ...governor, functionName: 'proposalVotes', args: [proposalId] }),
    readContract(client, { ...governor, functionName: 'proposalEta', args: [proposalId] }),
  ]);
  const stateName = proposalStateName(state);
  const begun =
    stateName !== 'pending' && (await readContract(client, { ...governor, functionName: 'clock', args: [] }));
  return {
    proposalId,
    state: stateName,
    proposer,
    calls: targets.map((target, i) => ({ target, valueWei: values[i] ?? 0n, data: calldatas[i] ?? '0x' })),
    description: withoutProposerSuffix(description),
    proposedBlock: event.blockNumber,
    transactionHash: event.transactionHash,
    voteStartBlock: voteStart,
    voteEndBlock: voteEnd,
    votes: { forWei, againstWei, abstainWei },
    quorumWei:
      // A proposal that was cancelled early has a vote that never began.
      begun !== false && begun > voteStart
        ? await readContract(client, { ...governor, functionName: 'quorum', args: [voteStart] })
        : null,
    executableAt: eta === 0n ? null : eta,
  };
}
