import { lotteryParticipants } from '@suanli/protocol';
import { getLotteryState, hasPendingTransactions, openLottery, prepareLottery, type SuanliClient } from '@suanli/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useFunding } from '../../action/useFunding.ts';
import { useText } from '../../text/TextContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import classes from './PaymentsPage.module.css';
import type { ListedPayment } from './parsePayments.ts';
import { type KeptLottery, paymentStore } from './paymentStore.ts';
import { saveTickets } from './saveTickets.ts';

const lotteryModules = ['lottery'] as const;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

/** Pays many by a draw: keeps the tickets, locks the prize, and gives the tickets to be handed out. */
export function OpenLotteryDialog({
  payments,
  drawBlocks,
  feeWei,
  onDone,
  onClose,
}: {
  readonly payments: readonly ListedPayment[];
  readonly drawBlocks: number;
  readonly feeWei: bigint;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const queries = useQueryClient();
  const words = text.payments.many;
  const totalWei = payments.reduce((sum, { amountWei }) => sum + amountWei, 0n);
  // Above 18 tokens a weight stands for several wei, and the prize is rounded up to it.
  const [valueWei] = useState(() => lotteryParticipants(payments).valueWei);
  const funding = useFunding(valueWei, lotteryModules);
  const tried = useRef<KeptLottery[]>([]);
  const [opened, setOpened] = useState<{ kept: KeptLottery; save: () => void }>();

  const open = async (client: SuanliClient, signal: AbortSignal) => {
    // An earlier try may have opened it after all: a second one would pay everybody twice.
    if (tried.current.length > 0) {
      while (await hasPendingTransactions(client)) await pause(1_000, signal);
      for (const it of tried.current) {
        if ((await getLotteryState(client, it)).stage !== 'closed') return { sent: undefined, it };
      }
    }
    const { lottery } = await prepareLottery(client, { payments, drawBlocks });
    const { lotteryHash } = await getLotteryState(client, { lottery });
    const it: KeptLottery = { hash: lotteryHash.toLowerCase(), lottery, payments };
    // Before it is opened: a prize whose tickets nobody has would reach nobody.
    await paymentStore.saveLottery(it);
    tried.current.push(it);
    return { sent: await openLottery(client, { lottery }), it };
  };
  return (
    <ActionDialog
      title={words.dialogTitle(words.summary(payments.length))}
      what={
        <>
          <p>{words.whatWays.lottery}</p>
          <p>{words.whatLottery}</p>
        </>
      }
      facts={[
        { label: words.accounts, value: payments.length.toLocaleString('en') },
        { label: words.total, value: <Tokens wei={totalWei} /> },
        { label: text.payments.lottery.prize, value: <Tokens wei={valueWei} /> },
        { label: words.drawBlocks, value: drawBlocks.toLocaleString('en') },
        { label: words.feeAbout, value: <Tokens wei={feeWei} /> },
        ...(funding.availableWei === undefined
          ? []
          : [{ label: text.funding.available, value: <Tokens wei={funding.availableWei} /> }]),
      ]}
      confirm={words.pay}
      blocked={funding.blocked}
      steps={[
        ...funding.steps,
        {
          label: words.stepLottery,
          run: async (client, signal) => {
            const { sent, it } = await open(client, signal);
            const save = () => saveTickets(client.deployment, it);
            save();
            setOpened({ kept: it, save });
            void queries.invalidateQueries({ queryKey: ['keptLotteries'] });
            onDone();
            return sent;
          },
        },
      ]}
      done={words.doneLottery(String(opened?.kept.lottery.drawBlock ?? ''))}
      result={
        opened && (
          <div className={classes.part}>
            <p>{words.giveTickets}</p>
            <div className={classes.buttons}>
              <Button onClick={opened.save}>{words.saveTickets}</Button>
            </div>
          </div>
        )
      }
      onClose={onClose}
    />
  );
}
