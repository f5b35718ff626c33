import type { ProposalCall, SuanliClient } from '@suanli/sdk';
import type { CommandResult } from '../../../CommandDefinition.ts';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { describeCall } from './describeCall.ts';
import { shortProposalId } from './proposalNumber.ts';

/** Options of every `suanli dao propose …`. */
export interface ProposeOptions {
  readonly description?: string;
}

export const proposeOptions = [{ flags: '--description <text>', text: 'proposalDescription' }] as const;

/** Proposes a call, once it was tried as the timelock would make it, and says what comes next. */
export async function proposeCall(
  context: CommandContext,
  client: SuanliClient,
  call: ProposalCall,
  description: string,
): Promise<CommandResult> {
  const { propose, simulateProposalCall } = await import('@suanli/sdk');
  const { text } = context;
  const calls = [call];
  await simulateProposalCall(client, call);
  const { proposalId, voteStartBlock, voteEndBlock, hash, gasUsed } = await propose(client, { calls, description });
  const short = shortProposalId(proposalId);
  return {
    json: { proposalId, description, calls, voteStartBlock, voteEndBlock, hash, gasUsed },
    text: [
      text.dao.proposed(short, description),
      `  ${await describeCall(context, client, call)}`,
      text.dao.voteOpens(voteStartBlock + 1n, voteEndBlock, short),
      '',
    ].join('\n'),
  };
}
