import type { Proposal, SuanliClient } from '@suanli/sdk';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import type { CommandContext } from '../../context/CommandContext.ts';
import { openClient } from '../../context/openClient.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { cutDisplay } from '../../output/cutDisplay.ts';
import { formatTable } from '../../output/formatTable.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { padDisplay } from '../../output/padDisplay.ts';
import { describeCall } from './internal/describeCall.ts';
import { printable } from './internal/printable.ts';
import { findProposalId, shortProposalId } from './internal/proposalNumber.ts';

const descriptionColumns = 48;

/** `suanli dao list` */
export const daoList: CommandDefinition<[proposal: string | undefined], { limit?: number }> = {
  path: 'dao list',
  arguments: [{ name: '[proposal]' }],
  options: [{ flags: '--limit <number>', text: 'listLimit', parse: parseWholeNumber('--limit', 1, 10_000) }],
  async run(context, { args: [name], options }) {
    const client = await openClient(context);
    const { getProposal, listProposals } = await import('@suanli/sdk');
    if (name !== undefined) {
      const proposal = await getProposal(client, { proposalId: await findProposalId(client, name) });
      return { json: proposal, text: await formatProposal(context, client, proposal) };
    }
    const { limit } = options;
    const proposals = await listProposals(client, limit === undefined ? {} : { limit }, { signal: context.signal });
    return { json: { proposals }, text: formatProposals(context, proposals) };
  },
};

function formatProposals({ text, terminal }: CommandContext, proposals: readonly Proposal[]): string {
  if (proposals.length === 0) return `${text.dao.none}\n`;
  return formatTable({
    columns: [
      { title: text.dao.proposal },
      { title: text.table.state },
      { title: text.dao.for, align: 'right' },
      { title: text.dao.against, align: 'right' },
      { title: text.dao.quorum, align: 'right' },
      { title: text.dao.ends, align: 'right' },
      { title: text.dao.description },
    ],
    rows: proposals.map(({ proposalId, state, votes, quorumWei, voteEndBlock, description }) => [
      shortProposalId(proposalId),
      text.dao.states[state],
      formatTokens(votes.forWei, 2),
      formatTokens(votes.againstWei, 2),
      quorumWei === null ? '' : formatTokens(quorumWei, 2),
      String(voteEndBlock),
      cutDisplay(printable(description), descriptionColumns),
    ]),
    style: terminal.style,
  });
}

async function formatProposal(context: CommandContext, client: SuanliClient, proposal: Proposal): Promise<string> {
  const { text, terminal } = context;
  const { proposalId, state, votes, quorumWei, executableAt } = proposal;
  const rows: [string, string][] = [
    [text.table.state, text.dao.states[state]],
    [text.dao.proposer, proposal.proposer],
    [text.dao.vote, text.dao.blocks(proposal.voteStartBlock + 1n, proposal.voteEndBlock)],
    [text.dao.for, formatTokens(votes.forWei)],
    [text.dao.against, formatTokens(votes.againstWei)],
    [text.dao.abstain, formatTokens(votes.abstainWei)],
    ...(quorumWei === null ? [] : [[text.dao.quorum, formatTokens(quorumWei)] as [string, string]]),
    ...(executableAt === null
      ? []
      : [[text.dao.executable, new Date(Number(executableAt) * 1_000).toISOString()] as [string, string]]),
  ];
  const calls = await Promise.all(proposal.calls.map((call) => describeCall(context, client, call)));
  const next = text.dao.next[state](shortProposalId(proposalId));
  return [
    terminal.style('bold', `0x${proposalId.toString(16).padStart(64, '0')}`),
    printable(proposal.description),
    ...rows.map(([label, value]) => `  ${padDisplay(label, 20)}${value}`),
    ...calls.map((call) => `  ${call}`),
    ...(next === '' ? [] : [next]),
    '',
  ].join('\n');
}
