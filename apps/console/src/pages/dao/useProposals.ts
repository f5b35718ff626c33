import { listProposals } from '@suanli/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ProposalRow, proposalFields } from '../../data/tables.ts';
import { useChainRead } from '../../data/useChainRead.ts';
import { type Rows, useRows } from '../../data/useRows.ts';

const limit = 50;

export interface Proposals {
  readonly query: UseQueryResult<Rows<typeof proposalFields>, Error>;
  /** True where the indexer is away and the chain itself was read: nobody's vote is known, only their sum. */
  readonly fromChain: boolean;
}

/** The latest proposals, the newest first. While the indexer is away they are read from the chain itself. */
export function useProposals(): Proposals {
  const rows = useRows({ table: 'proposals', fields: proposalFields, orderBy: 'block', descending: true, limit });
  const away = rows.isError && rows.data === undefined;
  const chain = useChainRead({
    key: ['proposals'],
    enabled: away,
    read: async (client, signal) => {
      const found = await listProposals(client, { limit }, { signal });
      const items = found.map(
        (proposal): ProposalRow => ({
          id: proposal.proposalId,
          proposer: proposal.proposer,
          description: proposal.description,
          targets: proposal.calls.map(({ target }) => target),
          valuesWei: proposal.calls.map(({ valueWei }) => valueWei),
          calldatas: proposal.calls.map(({ data }) => data),
          snapshotBlock: proposal.voteStartBlock,
          deadlineBlock: proposal.voteEndBlock,
          etaSeconds: proposal.executableAt,
          ...proposal.votes,
          quorumWei: proposal.quorumWei ?? 0n,
          queued: proposal.state === 'queued',
          executed: proposal.state === 'executed',
          canceled: proposal.state === 'cancelled',
          createdAt: 0n,
          votes: [],
        }),
      );
      return { items, totalCount: items.length };
    },
  });
  return away && chain.data ? { query: chain, fromChain: true } : { query: rows, fromChain: false };
}
