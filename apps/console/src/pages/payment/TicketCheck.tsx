import type { LotteryAnnouncement } from '@suanli/protocol';
import { claimLottery, expireLottery } from '@suanli/sdk';
import { useState } from 'react';
import { ActionButton } from '../../action/ActionButton.tsx';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useChainRead } from '../../data/useChainRead.ts';
import { formatTokens, TOKEN_SYMBOL } from '../../format/formatTokens.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasteField } from '../../ui/PasteField.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { type CheckedTicket, checkTicket } from './checkTicket.ts';
import { formatPercent } from './formatPercent.ts';
import classes from './PaymentsPage.module.css';
import { parseTicket } from './parseTicket.ts';
import { readPasted } from './readPasted.ts';

function ClaimDialog({
  announcement: { lottery, ticket },
  onClose,
}: {
  readonly announcement: LotteryAnnouncement;
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const words = text.payments.lottery;
  const [paid, setPaid] = useState('');
  return (
    <ActionDialog
      title={words.claim}
      what={words.claimWhat}
      facts={[
        { label: words.winner, value: <AddressLabel address={ticket.account} /> },
        { label: words.prize, value: <Tokens wei={lottery.valueWei} /> },
      ]}
      confirm={words.claim}
      steps={[
        {
          label: words.claim,
          run: async (client) => {
            const done = await claimLottery(client, { lottery, ticket });
            setPaid(`${formatTokens(done.paidWei)} ${TOKEN_SYMBOL}`);
            return done;
          },
        },
      ]}
      done={words.claimed(paid)}
      onClose={onClose}
    />
  );
}

function ExpireDialog({
  announcement: { lottery },
  onClose,
}: {
  readonly announcement: LotteryAnnouncement;
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const words = text.payments.lottery;
  return (
    <ActionDialog
      title={words.expire}
      what={words.forgottenBody}
      facts={[{ label: words.prize, value: <Tokens wei={lottery.valueWei} /> }]}
      confirm={words.expire}
      steps={[{ label: words.expire, run: (client) => expireLottery(client, { lottery }) }]}
      done={words.wasExpired}
      onClose={onClose}
    />
  );
}

function Verdict({ checked }: { readonly checked: CheckedTicket }) {
  const { text } = useText();
  const words = text.payments.lottery;
  const { outcome, announcement, bountyWei } = checked;
  switch (outcome.kind) {
    case 'counts':
      return <Notice tone="good" role="status" title={words.counts} />;
    case 'won':
      return (
        <Notice
          tone="good"
          role="status"
          title={words.won}
          action={
            <ActionButton
              look="primary"
              label={words.claim}
              dialog={(onClose) => <ClaimDialog announcement={announcement} onClose={onClose} />}
            />
          }
        >
          {outcome.isLate ? words.wonLate(`${formatTokens(bountyWei)} ${TOKEN_SYMBOL}`) : words.wonBody}
        </Notice>
      );
    case 'lost':
      return (
        <Notice role="status" title={words.lost}>
          {words.lostBody}
        </Notice>
      );
    case 'paid':
      return outcome.isOwn ? (
        <Notice tone="good" role="status" title={words.wasPaid} />
      ) : (
        <Notice role="status" title={words.lost}>
          {words.paidTo} <AddressLabel address={outcome.winner} />
        </Notice>
      );
    case 'expired':
      return <Notice role="status" title={words.wasExpired} />;
    case 'forgotten':
      return (
        <Notice
          tone="warn"
          role="status"
          title={words.stages.forgotten}
          action={
            <ActionButton
              label={words.expire}
              dialog={(onClose) => <ExpireDialog announcement={announcement} onClose={onClose} />}
            />
          }
        >
          {words.forgottenBody}
        </Notice>
      );
    case 'notOpen':
      return (
        <Notice tone="bad" role="alert" title={words.notOpen}>
          {words.notOpenBody}
        </Notice>
      );
  }
}

/** Says of a ticket whether it counts, and whether it won; claims the prize for its winner. */
export function TicketCheck() {
  const { text } = useText();
  const account = useAccount();
  const words = text.payments.lottery;
  const [pasted, setPasted] = useState('');
  const read = readPasted(pasted, (source) => parseTicket(source, account));
  const checked = useChainRead({
    key: ['ticket', pasted, account],
    enabled: read.value !== undefined,
    read: async (client, signal) => (read.value ? checkTicket(client, read.value, signal) : undefined),
  });
  const { lottery, ticket } = read.value ?? {};
  return (
    <div className={`${classes.part} ${classes.further}`}>
      <h3>{words.ticketTitle}</h3>
      <p className={classes.muted}>{words.ticketLead}</p>
      <PasteField
        label={words.ticket}
        hint={words.ticketHint}
        accept=".json,application/json"
        value={pasted}
        onChange={setPasted}
      />
      {read.error !== undefined && <ErrorNotice error={read.error} />}
      {lottery &&
        ticket &&
        (checked.isError ? (
          <ErrorNotice error={checked.error} onRetry={() => void checked.refetch()} />
        ) : checked.data ? (
          <>
            <Verdict checked={checked.data} />
            <Facts
              facts={[
                { label: text.payments.payer, value: <AddressLabel address={lottery.payer} /> },
                { label: words.account, value: <AddressLabel address={ticket.account} /> },
                { label: words.prize, value: <Tokens wei={lottery.valueWei} /> },
                { label: words.chance, value: formatPercent(checked.data.chance) },
                { label: words.worth, value: <Tokens wei={checked.data.shareWeiDown} /> },
                { label: words.draw, value: words.drawnBy(lottery.drawBlock.toString()) },
              ]}
            />
          </>
        ) : (
          <Loading />
        ))}
    </div>
  );
}
