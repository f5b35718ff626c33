import { delegateVotes, getGovernance, getVotingPower } from '@suanli/sdk';
import { ActionButton } from '../../action/ActionButton.tsx';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useChainRead } from '../../data/useChainRead.ts';
import { formatDuration } from '../../format/formatDuration.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';

function DelegateButton() {
  const { text } = useText();
  const words = text.dao.delegate;
  return (
    <ActionButton
      look="primary"
      small
      label={words.confirm}
      dialog={(onClose) => (
        <ActionDialog
          title={words.title}
          what={words.what}
          confirm={words.confirm}
          steps={[{ label: words.confirm, run: (client) => delegateVotes(client) }]}
          done={words.done}
          onClose={onClose}
        />
      )}
    />
  );
}

/** What the connected account has to say in the DAO. */
export function OwnVotes() {
  const { text } = useText();
  const account = useAccount();
  const query = useChainRead({
    key: ['votingPower', account],
    enabled: account !== undefined,
    read: (client) => getVotingPower(client, account === undefined ? {} : { account }),
  });
  if (account === undefined) return null;
  return (
    <Panel title={text.dao.ownVotes}>
      <QueryView query={query}>
        {({ votesWei, tokensWei, delegate }) => (
          <>
            <Facts
              facts={[
                { label: text.dao.votes, value: <Tokens wei={votesWei} /> },
                { label: text.dao.tokens, value: <Tokens wei={tokensWei} /> },
                {
                  label: text.dao.delegatedTo,
                  value: delegate === null ? text.dao.nobody : <AddressLabel address={delegate} />,
                },
              ]}
            />
            {tokensWei > 0n && !isSameAddress(delegate, account) && (
              <Notice tone="warn" title={text.dao.delegate.needed} action={<DelegateButton />}>
                {text.dao.delegate.neededBody}
              </Notice>
            )}
          </>
        )}
      </QueryView>
    </Panel>
  );
}

/** How the DAO decides. */
export function RulesPanel() {
  const { text, language } = useText();
  const query = useChainRead({ key: ['governance'], read: getGovernance });
  return (
    <Panel title={text.dao.rules} lead={text.dao.rulesLead}>
      <QueryView query={query}>
        {(rules) => (
          <Facts
            facts={[
              { label: text.dao.threshold, value: <Tokens wei={rules.proposalThresholdWei} /> },
              { label: text.dao.delay, value: text.dao.blocks(rules.votingDelayBlocks.toString()) },
              { label: text.dao.period, value: text.dao.blocks(rules.votingPeriodBlocks.toString()) },
              { label: text.dao.quorum, value: text.dao.ofAllTokens(rules.quorumPercent.toString()) },
              {
                label: text.dao.timelock,
                value: formatDuration(rules.timelockDelaySeconds, language),
              },
            ]}
          />
        )}
      </QueryView>
    </Panel>
  );
}
