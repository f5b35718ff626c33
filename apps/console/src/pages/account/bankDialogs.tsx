import { deposit, requestWithdrawal, withdraw } from '@suanli/sdk';
import { useState } from 'react';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { formatTokens, TOKEN_SYMBOL } from '../../format/formatTokens.ts';
import { parseTokens } from '../../format/parseTokens.ts';
import { useText } from '../../text/TextContext.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Tokens } from '../../ui/Tokens.tsx';

// What moves tokens into the Bank and out of it, each a dialog.

interface AmountDialogProps {
  /** The most that can be moved. */
  readonly mostWei: bigint;
  readonly onClose: () => void;
}

/** Moves tokens from the wallet into the Bank. */
export function DepositDialog({ mostWei, onClose }: AmountDialogProps) {
  const { text } = useText();
  const [amount, setAmount] = useState('');
  const amountWei = parseTokens(amount);
  const words = text.balances.deposit;
  const error = amountWei === undefined ? text.common.invalidAmount : amountWei > mostWei ? words.tooMuch : undefined;
  return (
    <ActionDialog
      title={words.title}
      what={words.what}
      facts={[{ label: text.balances.wallet, value: <Tokens wei={mostWei} /> }]}
      confirm={words.confirm}
      blocked={error}
      steps={[
        {
          label: words.step(`${formatTokens(amountWei ?? 0n)} ${TOKEN_SYMBOL}`),
          run: (client) => deposit(client, { amountWei: amountWei ?? 0n }),
        },
      ]}
      done={words.done}
      onClose={onClose}
    >
      <TextField
        label={text.common.amount}
        unit={TOKEN_SYMBOL}
        inputMode="decimal"
        value={amount}
        onChange={setAmount}
        error={amount === '' ? undefined : error}
        required
      />
    </ActionDialog>
  );
}

/** Sets tokens aside, to be taken out once the Bank's delay has passed. */
export function RequestWithdrawalDialog({ mostWei, delay, onClose }: AmountDialogProps & { readonly delay: string }) {
  const { text } = useText();
  const [amount, setAmount] = useState('');
  const amountWei = parseTokens(amount);
  const words = text.balances.request;
  const error = amountWei === undefined ? text.common.invalidAmount : amountWei > mostWei ? words.tooMuch : undefined;
  return (
    <ActionDialog
      title={words.title}
      what={words.what(delay)}
      facts={[{ label: text.balances.available, value: <Tokens wei={mostWei} /> }]}
      confirm={words.confirm}
      blocked={error}
      steps={[
        {
          label: words.step(`${formatTokens(amountWei ?? 0n)} ${TOKEN_SYMBOL}`),
          run: (client) => requestWithdrawal(client, { amountWei: amountWei ?? 0n }),
        },
      ]}
      done={words.done(delay)}
      onClose={onClose}
    >
      <TextField
        label={text.common.amount}
        unit={TOKEN_SYMBOL}
        inputMode="decimal"
        value={amount}
        onChange={setAmount}
        error={amount === '' ? undefined : error}
        required
      />
    </ActionDialog>
  );
}

/** Takes out what was set aside. */
export function WithdrawDialog({
  pendingWei,
  blocked,
  onClose,
}: {
  readonly pendingWei: bigint;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const words = text.balances.withdraw;
  return (
    <ActionDialog
      title={words.title}
      what={words.what}
      facts={[{ label: text.balances.pending, value: <Tokens wei={pendingWei} /> }]}
      confirm={words.confirm}
      blocked={blocked}
      steps={[{ label: words.title, run: (client) => withdraw(client) }]}
      done={words.done}
      onClose={onClose}
    />
  );
}
