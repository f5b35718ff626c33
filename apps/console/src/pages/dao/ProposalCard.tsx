import type { ProposalStateName } from '@suanli/protocol';
import { castVote, executeProposal, queueProposal, type Vote } from '@suanli/sdk';
import { useId, useState } from 'react';
import { ActionButton } from '../../action/ActionButton.tsx';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useChainHead, useChainTime } from '../../data/heads.ts';
import type { ProposalRow } from '../../data/tables.ts';
import { formatDuration } from '../../format/formatDuration.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { ProposalCalls } from './ProposalCalls.tsx';
import classes from './ProposalCard.module.css';
import { proposalState } from './proposalState.ts';
import { VoteBar } from './VoteBar.tsx';

const tones: Readonly<Record<ProposalStateName, Tone>> = {
  pending: 'neutral',
  active: 'info',
  cancelled: 'neutral',
  defeated: 'bad',
  succeeded: 'good',
  queued: 'warn',
  expired: 'neutral',
  executed: 'good',
};
const ended: readonly ProposalStateName[] = ['cancelled', 'defeated', 'expired', 'executed'];

/** What its proposer wrote, without what the Governor reads at its end. */
function descriptionOf({ description }: ProposalRow): string {
  return description.replace(/\s*#proposer=0x[0-9a-fA-F]{40}$/, '').trim();
}

function VoteDialog({ proposalId, onClose }: { readonly proposalId: bigint; readonly onClose: () => void }) {
  const { text } = useText();
  const [vote, setVote] = useState<Vote>('for');
  const [reason, setReason] = useState('');
  const words = text.dao.vote;
  return (
    <ActionDialog
      title={words.title}
      what={words.what}
      confirm={words.confirm(text.dao.support[vote])}
      steps={[
        {
          label: words.confirm(text.dao.support[vote]),
          run: (client) => castVote(client, { proposalId, vote, reason: reason.trim() }),
        },
      ]}
      done={words.done}
      onClose={onClose}
    >
      <SelectField
        label={words.support}
        value={vote}
        onChange={setVote}
        options={(['for', 'against', 'abstain'] as const).map((value) => ({
          value,
          label: text.dao.support[value],
        }))}
      />
      <TextField label={words.reason} hint={words.reasonHint} maxLength={500} value={reason} onChange={setReason} />
    </ActionDialog>
  );
}

/** What comes next for a proposal, and who has to do it. */
function NextStep({ proposal, state }: { readonly proposal: ProposalRow; readonly state: ProposalStateName }) {
  const { text, language } = useText();
  const account = useAccount();
  const head = useChainHead().data?.blockNumber ?? 0n;
  const now = useChainTime();
  const own = proposal.votes.find(({ voter }) => isSameAddress(voter, account));
  if (state === 'pending')
    return <p className={classes.next}>{text.dao.opensIn((proposal.snapshotBlock - head + 1n).toString())}</p>;
  if (state === 'active') {
    return (
      <div className={classes.buttons}>
        {own ? (
          <Badge tone="good">{text.dao.voted(text.dao.support[own.support as Vote])}</Badge>
        ) : (
          <ActionButton
            look="primary"
            label={text.dao.vote.title}
            dialog={(onClose) => <VoteDialog proposalId={proposal.id} onClose={onClose} />}
          />
        )}
        <p className={classes.next}>{text.dao.closesIn((proposal.deadlineBlock - head).toString())}</p>
      </div>
    );
  }
  if (state === 'succeeded') {
    return (
      <div className={classes.buttons}>
        <ActionButton
          look="primary"
          label={text.dao.queue.confirm}
          dialog={(onClose) => (
            <ActionDialog
              title={text.dao.queue.title}
              what={text.dao.queue.what}
              confirm={text.dao.queue.confirm}
              steps={[
                {
                  label: text.dao.queue.confirm,
                  run: (client) => queueProposal(client, { proposalId: proposal.id }),
                },
              ]}
              done={text.dao.queue.done}
              onClose={onClose}
            />
          )}
        />
        <p className={classes.next}>{text.dao.anyoneMay}</p>
      </div>
    );
  }
  if (state !== 'queued') return null;
  const left = (proposal.etaSeconds ?? 0n) - now;
  return (
    <div className={classes.buttons}>
      <ActionButton
        look="primary"
        label={text.dao.execute.confirm}
        disabled={left > 0n}
        dialog={(onClose) => (
          <ActionDialog
            title={text.dao.execute.title}
            what={text.dao.execute.what}
            confirm={text.dao.execute.confirm}
            steps={[
              {
                label: text.dao.execute.confirm,
                run: (client) => executeProposal(client, { proposalId: proposal.id }),
              },
            ]}
            done={text.dao.execute.done}
            onClose={onClose}
          />
        )}
      />
      <p className={classes.next}>
        {left > 0n ? text.dao.executableIn(formatDuration(left, language)) : text.dao.anyoneMay}
      </p>
    </div>
  );
}

/** One proposal: what it says and does, how the vote stands, and what comes next. */
export function ProposalCard({ proposal }: { readonly proposal: ProposalRow }) {
  const { text } = useText();
  const id = useId();
  const account = useAccount();
  const head = useChainHead().data?.blockNumber ?? 0n;
  const state = proposalState(proposal, head);
  return (
    <article className={classes.card} aria-labelledby={id}>
      <header className={classes.head}>
        <h3 id={id}>{descriptionOf(proposal) || text.dao.noDescription}</h3>
        <Badge tone={tones[state]}>{text.dao.states[state]}</Badge>
      </header>
      <p className={classes.by}>
        {text.dao.proposedBy} <AddressLabel address={proposal.proposer} />
        {proposal.createdAt > 0n && (
          <>
            {' · '}
            <Time at={proposal.createdAt} />
          </>
        )}
      </p>
      <ProposalCalls proposal={proposal} open={!ended.includes(state)} />
      <VoteBar {...proposal} />
      {proposal.votes.length > 0 && (
        <details>
          <summary>{text.dao.voters(proposal.votes.length)}</summary>
          <DataTable
            caption={text.dao.voters(proposal.votes.length)}
            rows={proposal.votes.toSorted((a, b) => (a.weightWei < b.weightWei ? 1 : -1))}
            rowKey={(row) => row.voter}
            isMine={(row) => isSameAddress(row.voter, account)}
            empty={null}
            columns={[
              { key: 'voter', head: text.common.account, cell: (row) => <AddressLabel address={row.voter} /> },
              { key: 'support', head: text.dao.vote.support, cell: (row) => text.dao.support[row.support as Vote] },
              {
                key: 'weight',
                head: text.dao.weight,
                end: true,
                cell: (row) => <Tokens wei={row.weightWei} />,
              },
              { key: 'reason', head: text.dao.vote.reason, cell: (row) => row.reason || '–' },
              { key: 'time', head: text.common.time, cell: (row) => <Time at={row.time} /> },
            ]}
          />
        </details>
      )}
      <NextStep proposal={proposal} state={state} />
    </article>
  );
}
