import type { Vote } from '@suanli/sdk';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseChoice } from '../../input/parseChoice.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { findProposalId, shortProposalId } from './internal/proposalNumber.ts';

/** `suanli dao vote` */
export const daoVote: CommandDefinition<[proposal: string, vote: Vote], { reason?: string }> = {
  path: 'dao vote',
  arguments: [
    { name: '<proposal>' },
    { name: '<for|against|abstain>', parse: parseChoice('<for|against|abstain>', ['for', 'against', 'abstain']) },
  ],
  options: [{ flags: '--reason <text>', text: 'voteReason' }],
  async run(context, { args: [proposal, vote], options }) {
    const { castVote, getProposal } = await import('@suanli/sdk');
    const proposalId = await findProposalId(await openClient(context), proposal);
    const client = await openClient(context, { wallet: true });
    const { reason } = options;
    const { hash, gasUsed } = await castVote(client, { proposalId, vote, ...(reason === undefined ? {} : { reason }) });
    const { votes, voteEndBlock } = await getProposal(client, { proposalId });
    const { forWei, againstWei } = votes;
    return {
      json: { proposalId, vote, votes, voteEndBlock, hash, gasUsed },
      text: `${context.text.dao.voted(formatTokens(forWei), formatTokens(againstWei), voteEndBlock, shortProposalId(proposalId))}\n`,
    };
  },
};
