import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { findProposalId, shortProposalId } from './internal/proposalNumber.ts';

/** `suanli dao execute` */
export const daoExecute: CommandDefinition<[proposal: string]> = {
  path: 'dao execute',
  arguments: [{ name: '<proposal>' }],
  async run(context, { args: [proposal] }) {
    const { executeProposal, getProposal } = await import('@suanli/sdk');
    const proposalId = await findProposalId(await openClient(context), proposal);
    const client = await openClient(context, { wallet: true });
    const { hash, gasUsed } = await executeProposal(client, { proposalId });
    const { state } = await getProposal(client, { proposalId });
    return {
      json: { proposalId, state, hash, gasUsed },
      text: `${context.text.dao.executed(shortProposalId(proposalId))}\n`,
    };
  },
};
