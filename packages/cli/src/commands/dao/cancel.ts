import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { findProposalId, shortProposalId } from './internal/proposalNumber.ts';

/** `suanli dao cancel` */
export const daoCancel: CommandDefinition<[proposal: string]> = {
  path: 'dao cancel',
  arguments: [{ name: '<proposal>' }],
  async run(context, { args: [proposal] }) {
    const { cancelProposal, getProposal } = await import('@suanli/sdk');
    const proposalId = await findProposalId(await openClient(context), proposal);
    const client = await openClient(context, { wallet: true });
    const { hash, gasUsed } = await cancelProposal(client, { proposalId });
    const { state } = await getProposal(client, { proposalId });
    return {
      json: { proposalId, state, hash, gasUsed },
      text: `${context.text.dao.cancelled(shortProposalId(proposalId))}\n`,
    };
  },
};
