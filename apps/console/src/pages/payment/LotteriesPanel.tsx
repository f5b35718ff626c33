import { claimLottery, waitForLotteryDraw } from '@suanli/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../action/ActionButton.tsx';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useConsole } from '../../data/ConsoleContext.tsx';
import { useChainHead } from '../../data/heads.ts';
import type { LotteryRow } from '../../data/paymentTables.ts';
import { formatTokens, TOKEN_SYMBOL } from '../../format/formatTokens.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { shortAddress } from '../../format/shortAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { announcementsOf } from './announcementsOf.ts';
import { type LotteryStageName, lotteryStage } from './lotteryStage.ts';
import classes from './PaymentsPage.module.css';
import { paymentStore } from './paymentStore.ts';
import { saveTickets } from './saveTickets.ts';
import { TicketCheck } from './TicketCheck.tsx';
import { useLotteries, type WhoseLotteries } from './useLotteries.ts';
import { winnerOf } from './winnerOf.ts';

const tones: Readonly<Record<LotteryStageName, Tone>> = {
  waiting: 'info',
  drawn: 'good',
  overdue: 'warn',
  forgotten: 'bad',
  paid: 'good',
  expired: 'neutral',
};

/** How far a lottery is, with the blocks that are left of it. */
function Stage({ row, head }: { readonly row: LotteryRow; readonly head: bigint }) {
  const { text } = useText();
  const words = text.payments.lottery;
  const stage = lotteryStage(row, head);
  const claimEnd = row.drawBlock + BigInt(row.claimBlocks);
  return (
    <span className={`${classes.stack} ${classes.stage}`}>
      <span>
        <Badge tone={tones[stage]}>{words.stages[stage]}</Badge>
      </span>
      {stage === 'waiting' && (
        <>
          <progress
            className={classes.progress}
            aria-label={words.progress(row.drawBlock.toString())}
            value={Number(head - row.openedBlock)}
            max={Number(row.drawBlock - row.openedBlock) || 1}
          />
          <small className={classes.muted}>{words.drawnIn((row.drawBlock + 1n - head).toString())}</small>
        </>
      )}
      {stage === 'drawn' && (
        <small className={classes.muted}>{words.claimFor((claimEnd - head).toLocaleString('en'))}</small>
      )}
    </span>
  );
}

/** Has the winner of a lottery paid that was opened in this browser; anybody may who has its tickets. */
function PayWinnerDialog({ hash, onClose }: { readonly hash: string; readonly onClose: () => void }) {
  const { text } = useText();
  const words = text.payments.lottery;
  const [paid, setPaid] = useState('');
  return (
    <ActionDialog
      title={words.payWinner}
      what={words.claimWhat}
      confirm={words.payWinner}
      steps={[
        {
          label: words.payWinner,
          run: async (client, signal) => {
            const kept = await paymentStore.loadLottery(hash);
            if (!kept) return undefined;
            const { lottery } = kept;
            const { position } = await waitForLotteryDraw(client, { lottery, signal });
            const ticket = winnerOf(announcementsOf(client.deployment, kept), position);
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

/** Lotteries of the market and where they stand, and what a ticket is worth. */
export function LotteriesPanel() {
  const { text } = useText();
  const { config } = useConsole();
  const account = useAccount();
  const words = text.payments.lottery;
  const [whose, setWhose] = useState<WhoseLotteries>('all');
  const { query, fromChain } = useLotteries(whose, account);
  const head = useChainHead().data?.blockNumber ?? 0n;
  const kept = useQuery({ queryKey: ['keptLotteries'], queryFn: () => paymentStore.lotteryHashes() }).data ?? [];
  const isKept = (row: LotteryRow) => kept.includes(row.hash.toLowerCase());
  return (
    <Panel
      title={words.title}
      lead={words.lead}
      actions={
        account !== undefined && (
          <div className={classes.toolbar}>
            <SelectField
              label={text.payments.whose}
              value={whose}
              onChange={setWhose}
              options={(['all', 'payer', 'winner'] as const).map((value) => ({ value, label: words.filters[value] }))}
            />
          </div>
        )
      }
    >
      {fromChain && <Notice tone="warn">{text.payments.fromChain}</Notice>}
      <QueryView query={query}>
        {({ items }) => (
          <DataTable<LotteryRow>
            caption={words.title}
            rows={items}
            rowKey={(row) => row.hash}
            isMine={(row) => isSameAddress(row.payer, account) || isSameAddress(row.winner, account)}
            empty={<Empty title={words.empty}>{words.emptyBody}</Empty>}
            columns={[
              { key: 'name', head: words.name, cell: (row) => <code title={row.hash}>{shortAddress(row.hash)}</code> },
              { key: 'payer', head: text.payments.payer, cell: (row) => <AddressLabel address={row.payer} /> },
              { key: 'prize', head: words.prize, end: true, cell: (row) => <Tokens wei={row.valueWei} /> },
              { key: 'draw', head: words.draw, end: true, cell: (row) => words.drawnBy(row.drawBlock.toString()) },
              { key: 'state', head: text.payments.state, cell: (row) => <Stage row={row} head={head} /> },
              {
                key: 'winner',
                head: words.winner,
                cell: (row) => (row.winner === null ? '–' : <AddressLabel address={row.winner} />),
              },
              {
                key: 'do',
                head: '',
                label: text.common.actions,
                end: true,
                cell: (row) => {
                  if (!isKept(row)) return null;
                  const stage = lotteryStage(row, head);
                  return (
                    <span className={`${classes.buttons} ${classes.end}`}>
                      {(stage === 'drawn' || stage === 'overdue') && (
                        <ActionButton
                          small
                          look="primary"
                          label={words.payWinner}
                          dialog={(onClose) => <PayWinnerDialog hash={row.hash} onClose={onClose} />}
                        />
                      )}
                      {stage === 'waiting' && (
                        <Button
                          small
                          onClick={() =>
                            void paymentStore
                              .loadLottery(row.hash)
                              .then((lottery) => lottery && saveTickets(config.deployment, lottery))
                          }
                        >
                          {words.tickets}
                        </Button>
                      )}
                    </span>
                  );
                },
              },
            ]}
          />
        )}
      </QueryView>
      <TicketCheck />
    </Panel>
  );
}
