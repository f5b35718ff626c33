import { describeError } from '@suanli/protocol';
import { type PaymentMethod, paymentReasonTexts } from '@suanli/sdk';
import { useDeferredValue, useMemo, useState } from 'react';
import { ActionButton } from '../../action/ActionButton.tsx';
import { TOKEN_SYMBOL } from '../../format/formatTokens.ts';
import { parseTokens } from '../../format/parseTokens.ts';
import { useText } from '../../text/TextContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { FieldRow, TextField } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PasteField } from '../../ui/PasteField.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { InterruptedPlans } from './InterruptedPlans.tsx';
import { OpenLotteryDialog } from './OpenLotteryDialog.tsx';
import { PaidBefore } from './PaidBefore.tsx';
import classes from './PaymentsPage.module.css';
import { PayPlanDialog } from './PayPlanDialog.tsx';
import { parsePayments } from './parsePayments.ts';
import { parseWhole } from './parseWhole.ts';
import { useWays } from './useWays.ts';
import { WaysTable } from './WaysTable.tsx';

/** So many wrong lines are shown. */
const shownErrors = 5;

function WrongLines({ errors }: { readonly errors: ReturnType<typeof parsePayments>['errors'] }) {
  const { text, language } = useText();
  const words = text.payments.many;
  return (
    <Notice tone="bad" role="status" title={words.wrongLines(errors.length)}>
      <ul className={classes.errors}>
        {errors.slice(0, shownErrors).map((error) => {
          const { message, next } = describeError(error, language);
          return (
            <li key={`${error.code} ${error.parameters.line}`}>
              {message} {next} <code>{error.code}</code>
            </li>
          );
        })}
        {errors.length > shownErrors && <li>{words.moreLines(errors.length - shownErrors)}</li>}
      </ul>
    </Notice>
  );
}

function PayMany() {
  const { text, language } = useText();
  const words = text.payments.many;
  const [list, setList] = useState('');
  const [wanted, setWanted] = useState<PaymentMethod>();
  const [coinPrice, setCoinPrice] = useState('1');
  const [rounds, setRounds] = useState('1');
  const [deviation, setDeviation] = useState('10');
  const [drawBlocks, setDrawBlocks] = useState('80');
  const read = useDeferredValue(list);
  const { payments, totalWei, errors } = useMemo(() => parsePayments(read), [read]);
  const empty = read.trim() === '';
  const wrong = !empty && errors.length > 0;
  const tokenWeiPerCoin = parseTokens(coinPrice);
  const wholeRounds = parseWhole(rounds, 1, 1_000_000_000);
  const percent = parseWhole(deviation, 0, 1_000_000);
  const blocks = parseWhole(drawBlocks, 2, 4_096);
  const { choice, newCount, query } = useWays(wrong ? [] : payments, {
    tokenWeiPerCoin: tokenWeiPerCoin ?? 10n ** 18n,
    rounds: wholeRounds ?? 1,
    deviation: (percent ?? 10) / 100,
  });
  const method = wanted ?? choice?.method ?? 'batch';
  const accounts = words.summary(payments.length);
  const ready = choice !== undefined && !wrong && read === list;
  const clear = () => {
    setList('');
    setWanted(undefined);
  };
  return (
    <div className={classes.form}>
      <InterruptedPlans />
      <PasteField
        label={words.list}
        hint={words.hint}
        accept=".txt,.csv,.tsv,text/plain,text/csv"
        value={list}
        onChange={(value) => {
          setList(value);
          setWanted(undefined);
        }}
      />
      {wrong && <WrongLines errors={errors} />}
      {!wrong && !empty && (
        <Facts
          facts={[
            { label: words.accounts, value: payments.length.toLocaleString('en') },
            { label: words.total, value: <Tokens wei={totalWei} /> },
            { label: words.newAccounts, value: newCount === undefined ? '…' : newCount.toLocaleString('en') },
          ]}
        />
      )}
      {!wrong && !empty && !choice && (query.isError ? <ErrorNotice error={query.error} /> : <Loading />)}
      {choice && !wrong && (
        <>
          <WaysTable choice={choice} taken={method} onTake={setWanted} />
          <p className={classes.verdict} role="status">
            <strong>{words.taken(words.ways[method])}</strong>{' '}
            {method === choice.method
              ? paymentReasonTexts[choice.reason][language]
              : words.asked(words.ways[choice.method])}
          </p>
          {!choice.worthwhile && method === choice.method && choice.reason !== 'everyFeeAbovePayment' && (
            <Notice tone="warn">{words.poor}</Notice>
          )}
        </>
      )}
      <details className={classes.fold}>
        <summary>{words.assumptions}</summary>
        <FieldRow>
          <TextField
            label={words.coinPrice}
            hint={words.coinPriceHint}
            unit={TOKEN_SYMBOL}
            inputMode="decimal"
            value={coinPrice}
            onChange={setCoinPrice}
            error={tokenWeiPerCoin === undefined ? text.common.invalidAmount : undefined}
          />
          <TextField
            label={words.rounds}
            hint={words.roundsHint}
            inputMode="numeric"
            value={rounds}
            onChange={setRounds}
            error={wholeRounds === undefined ? words.invalidNumber('1', '1,000,000,000') : undefined}
          />
          <TextField
            label={words.maxDeviation}
            hint={words.maxDeviationHint}
            unit="%"
            inputMode="numeric"
            value={deviation}
            onChange={setDeviation}
            error={percent === undefined ? words.invalidNumber('0', '1,000,000') : undefined}
          />
          <TextField
            label={words.drawBlocks}
            hint={words.drawBlocksHint}
            inputMode="numeric"
            value={drawBlocks}
            onChange={setDrawBlocks}
            error={blocks === undefined ? words.invalidNumber('2', '4096') : undefined}
          />
        </FieldRow>
      </details>
      <div className={classes.buttons}>
        <ActionButton
          look="primary"
          label={words.review}
          disabled={!ready || (method === 'lottery' && blocks === undefined)}
          dialog={(onClose) =>
            method === 'lottery' ? (
              <OpenLotteryDialog
                payments={payments}
                drawBlocks={blocks ?? 80}
                feeWei={choice?.costs.lottery.feeWei ?? 0n}
                onDone={clear}
                onClose={onClose}
              />
            ) : (
              <PayPlanDialog
                title={words.dialogTitle(accounts)}
                payments={payments}
                each={method === 'direct'}
                feeWei={choice?.costs[method].feeWei}
                onDone={clear}
                onClose={onClose}
              />
            )
          }
        />
      </div>
      <PaidBefore />
    </div>
  );
}

/** Pays a list of accounts, in whichever way costs least. */
export function PayManyPanel() {
  const { text } = useText();
  const words = text.payments.many;
  return (
    <Panel title={words.title} lead={words.lead}>
      <NeedWallet why={words.needs}>
        <PayMany />
      </NeedWallet>
    </Panel>
  );
}
