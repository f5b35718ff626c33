import type { CreditUnit } from '@suanli/protocol';
import { ActionButton } from '../../action/ActionButton.tsx';
import { useChainTime } from '../../data/heads.ts';
import type { CreditLineRow } from '../../data/paymentTables.ts';
import { formatTokens } from '../../format/formatTokens.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { shortAddress } from '../../format/shortAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import {
  CloseLineDialog,
  OpenLineDialog,
  RedeemTimedDialog,
  RedeemVoucherDialog,
  ReleaseLineDialog,
  SignVoucherDialog,
  TopUpDialog,
} from './creditDialogs.tsx';
import { creditState, timedDueWei } from './creditFigures.ts';
import classes from './PaymentsPage.module.css';
import { useCreditLines } from './useCreditLines.ts';

const tones: Readonly<Record<ReturnType<typeof creditState>, Tone>> = { open: 'good', over: 'warn', closed: 'neutral' };

/** What the connected account can do with a line now. */
function LineActions({ row, now }: { readonly row: CreditLineRow; readonly now: bigint }) {
  const { text } = useText();
  const account = useAccount();
  const words = text.payments.credit;
  const state = creditState(row, now);
  const isPayer = isSameAddress(row.payer, account);
  const isPayee = isSameAddress(row.payee, account);
  const isTimed = row.unit === 'timed';
  if (state === 'closed') return null;
  return (
    <span className={`${classes.buttons} ${classes.end}`}>
      {state === 'open' && isPayer && !isTimed && (
        <>
          <ActionButton
            small
            look="primary"
            label={words.sign}
            dialog={(onClose) => <SignVoucherDialog line={row} onClose={onClose} />}
          />
          <ActionButton small label={words.topUp} dialog={(onClose) => <TopUpDialog line={row} onClose={onClose} />} />
        </>
      )}
      {state === 'open' && isPayee && (
        <>
          {isTimed ? (
            <ActionButton
              small
              look="primary"
              label={words.redeemTimed}
              dialog={(onClose) => <RedeemTimedDialog line={row} dueWei={timedDueWei(row, now)} onClose={onClose} />}
            />
          ) : (
            <ActionButton
              small
              look="primary"
              label={words.redeemTimed}
              dialog={(onClose) => <RedeemVoucherDialog line={row} onClose={onClose} />}
            />
          )}
          <ActionButton
            small
            label={words.release}
            dialog={(onClose) => <ReleaseLineDialog line={row} onClose={onClose} />}
          />
        </>
      )}
      {state === 'over' && (
        <ActionButton
          small
          look="primary"
          label={words.close}
          dialog={(onClose) => <CloseLineDialog line={row} onClose={onClose} />}
        />
      )}
    </span>
  );
}

function OwnLines() {
  const { text } = useText();
  const account = useAccount();
  const now = useChainTime();
  const words = text.payments.credit;
  const { query, lines, fromChain } = useCreditLines(account);
  if (!lines)
    return query.isError ? <ErrorNotice error={query.error} onRetry={() => void query.refetch()} /> : <Loading />;
  return (
    <>
      {fromChain && <Notice tone="warn">{text.payments.fromChain}</Notice>}
      <DataTable<CreditLineRow>
        caption={words.title}
        rows={lines}
        rowKey={(row) => row.id}
        empty={<Empty title={words.empty}>{words.emptyBody}</Empty>}
        columns={[
          {
            key: 'line',
            head: words.line,
            cell: (row) => (
              <code className={classes.whole} title={row.id}>
                {shortAddress(row.id)}
              </code>
            ),
          },
          {
            key: 'with',
            head: words.with,
            cell: (row) => {
              const isPayer = isSameAddress(row.payer, account);
              return (
                <span className={`${classes.stack} ${classes.stage}`}>
                  <AddressLabel address={isPayer ? row.payee : row.payer} />
                  <small className={classes.muted}>{isPayer ? words.iPay : words.iAmPaid}</small>
                </span>
              );
            },
          },
          {
            key: 'price',
            head: words.price,
            end: true,
            cell: (row) =>
              row.unit === 'timed'
                ? words.byTime
                : `${formatTokens(row.priceWeiPerUnit)} ${words.perUnit(words.units[row.unit as CreditUnit])}`,
          },
          {
            key: 'paid',
            head: words.paidOf,
            end: true,
            cell: (row) => (
              <span className={`${classes.stack} ${classes.cell}`}>
                <span className={classes.whole}>
                  {formatTokens(row.redeemedWei)} / <Tokens wei={row.depositWei} />
                </span>
                {row.status !== 'closed' && (
                  <small className={classes.muted}>
                    {row.unit === 'timed' ? (
                      <>
                        {words.due}: <Tokens wei={timedDueWei(row, now)} />
                      </>
                    ) : (
                      words.byVoucher
                    )}
                  </small>
                )}
              </span>
            ),
          },
          {
            key: 'ends',
            head: words.ends,
            cell: (row) => {
              const state = creditState(row, now);
              return (
                <span className={`${classes.stack} ${classes.stage}`}>
                  <Time at={row.endsAt} />
                  <Badge tone={tones[state]}>{words.states[state]}</Badge>
                </span>
              );
            },
          },
          {
            key: 'do',
            head: '',
            label: text.common.actions,
            end: true,
            cell: (row) => <LineActions row={row} now={now} />,
          },
        ]}
      />
    </>
  );
}

/** Lines of credit of the connected account, and what can be done with them. */
export function CreditPanel() {
  const { text } = useText();
  const account = useAccount();
  const words = text.payments.credit;
  return (
    <Panel
      title={words.title}
      lead={words.lead}
      actions={
        account !== undefined && (
          <div className={classes.buttons}>
            <ActionButton
              look="primary"
              label={words.openTitle}
              dialog={(onClose) => <OpenLineDialog onClose={onClose} />}
            />
            <ActionButton label={words.redeemTitle} dialog={(onClose) => <RedeemVoucherDialog onClose={onClose} />} />
          </div>
        )
      }
    >
      <NeedWallet why={words.needs} choice={false}>
        <OwnLines />
      </NeedWallet>
    </Panel>
  );
}
