import { getMarketFee } from '@suanli/sdk';
import { ActionButton } from '../../action/ActionButton.tsx';
import { useChainRead } from '../../data/useChainRead.ts';
import { useResourceTypes } from '../../data/useResourceTypes.ts';
import { useText } from '../../text/TextContext.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import classes from './DaoPage.module.css';
import { ProposalCard } from './ProposalCard.tsx';
import { ProposeFeeDialog, ProposeTermsDialog, ProposeTypeDialog } from './proposeDialogs.tsx';
import { ResourceTypesPanel } from './ResourceTypesPanel.tsx';
import { useProposals } from './useProposals.ts';
import { OwnVotes, RulesPanel } from './VotingPanel.tsx';

function ProposePanel() {
  const { text } = useText();
  const types = useResourceTypes();
  const fee = useChainRead({ key: ['marketFee'], read: getMarketFee }).data;
  const words = text.dao.propose;
  return (
    <Panel title={words.title} lead={words.lead}>
      <div className={classes.buttons}>
        <ActionButton
          label={words.type}
          disabled={types.length === 0}
          dialog={(onClose) => <ProposeTypeDialog types={types} onClose={onClose} />}
        />
        <ActionButton
          label={words.terms}
          disabled={types.length === 0}
          dialog={(onClose) => <ProposeTermsDialog types={types} onClose={onClose} />}
        />
        <ActionButton
          label={words.fee}
          disabled={fee === undefined}
          dialog={(onClose) => (
            <ProposeFeeDialog percent={String((fee?.feeBasisPoints ?? 0) / 100)} onClose={onClose} />
          )}
        />
      </div>
      <p className={classes.other}>
        {words.other} <code>suanli dao propose</code>
      </p>
    </Panel>
  );
}

/** What the DAO has decided and is deciding: resource types with their terms, proposals, votes. */
export function DaoPage() {
  const { text } = useText();
  const { query, fromChain } = useProposals();
  return (
    <Page title={text.dao.title} lead={text.dao.lead}>
      <Panel title={text.dao.proposals}>
        {fromChain && <Notice tone="warn">{text.dao.fromChain}</Notice>}
        <QueryView query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={text.dao.emptyTitle}>{text.dao.emptyBody}</Empty>
            ) : (
              <div>
                {items.map((proposal) => (
                  <ProposalCard key={proposal.id.toString()} proposal={proposal} />
                ))}
              </div>
            )
          }
        </QueryView>
      </Panel>
      <OwnVotes />
      <ProposePanel />
      <ResourceTypesPanel />
      <RulesPanel />
    </Page>
  );
}
