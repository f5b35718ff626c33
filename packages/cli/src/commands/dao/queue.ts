import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { findProposalId, shortProposalId } from './internal/proposalNumber.ts';

/** `suanli dao queue` */
export const daoQueue: CommandDefinition<[proposal: string]> = {
  path: 'dao queue',
  arguments: [{ name: '<proposal>' }],
  async run(context, { args: [proposal] }) {
    const { queueProposal, getProposal } = await import('@suanli/sdk');
    const proposalId = await findProposalId(await openClient(context), proposal);
    const client = await openClient(context, { wallet: true });
    const { hash, gasUsed } = await queueProposal(client, { proposalId });
    const { state, executableAt } = await getProposal(client, { proposalId });
    return {
      json: { proposalId, state, executableAt, hash, gasUsed },
      text: `${context.text.dao.queued(new Date(Number(executableAt) * 1_000).toISOString(), shortProposalId(proposalId))}\n`,
    };
  },
};
