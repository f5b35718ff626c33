import { parseSignedDeposit } from '@suanli/protocol';
import {
  depositWithAuthorization,
  getTokenBalance,
  isDepositAuthorizationUsed,
  signDepositAuthorization,
} from '@suanli/sdk';
import { useState } from 'react';
import { type Address, isAddress, zeroAddress } from 'viem';
import { ActionButton } from '../../action/ActionButton.tsx';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useChainTime } from '../../data/heads.ts';
import { useChainRead } from '../../data/useChainRead.ts';
import { formatTokens, TOKEN_SYMBOL } from '../../format/formatTokens.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { parseTokens } from '../../format/parseTokens.ts';
import { toJsonText } from '../../format/toJsonText.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { CopyText } from '../../ui/CopyText.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { FieldRow, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PasteField } from '../../ui/PasteField.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import classes from './PaymentsPage.module.css';
import { parseWhole } from './parseWhole.ts';
import { readPasted } from './readPasted.ts';

/** Signs a deposit of the account's own tokens, which somebody else sends. */
function SignDepositDialog({ mostWei, onClose }: { readonly mostWei: bigint; readonly onClose: () => void }) {
  const { text } = useText();
  const words = text.payments.relay;
  const [amount, setAmount] = useState('');
  const [fee, setFee] = useState('');
  const [relayer, setRelayer] = useState('');
  const [minutes, setMinutes] = useState('60');
  const [signed, setSigned] = useState<string>();
  const amountWei = parseTokens(amount);
  const feeWei = fee.trim() === '' || /^0(?:\.0*)?$/.test(fee.trim()) ? 0n : parseTokens(fee);
  const isRelayer = relayer.trim() === '' || isAddress(relayer.trim());
  const wholeMinutes = parseWhole(minutes, 1, 525_600);
  const amountError =
    amountWei === undefined ? text.common.invalidAmount : amountWei > mostWei ? words.tooMuch : undefined;
  const feeError =
    feeWei === undefined
      ? text.common.invalidAmount
      : amountWei !== undefined && feeWei >= amountWei
        ? words.feeTooHigh
        : undefined;
  const relayerError = isRelayer ? undefined : text.common.invalidAddress;
  const minutesError = wholeMinutes === undefined ? text.common.invalidWhole : undefined;
  return (
    <ActionDialog
      title={words.sign}
      what={words.signWhat}
      facts={[{ label: text.balances.wallet, value: <Tokens wei={mostWei} /> }]}
      free
      confirm={words.sign}
      blocked={amountError ?? feeError ?? relayerError ?? minutesError}
      steps={[
        {
          label: words.sign,
          run: async (client) => {
            const deposit = await signDepositAuthorization(client, {
              amountWei: amountWei ?? 0n,
              feeWei: feeWei ?? 0n,
              ...(relayer.trim() === '' ? {} : { relayer: relayer.trim() as Address }),
              validForSeconds: (wholeMinutes ?? 60) * 60,
            });
            setSigned(toJsonText(deposit));
          },
        },
      ]}
      done={words.signed}
      result={signed !== undefined && <CopyText label={words.deposit} value={signed} fileName="deposit.json" />}
      onClose={onClose}
    >
      <FieldRow>
        <TextField
          label={words.amount}
          unit={TOKEN_SYMBOL}
          inputMode="decimal"
          value={amount}
          onChange={setAmount}
          error={amount === '' ? undefined : amountError}
          required
        />
        <TextField
          label={words.fee}
          unit={TOKEN_SYMBOL}
          inputMode="decimal"
          value={fee}
          onChange={setFee}
          error={feeError}
          placeholder="0"
        />
      </FieldRow>
      <TextField
        label={words.relayer}
        hint={words.relayerHint}
        value={relayer}
        onChange={setRelayer}
        error={relayerError}
      />
      <TextField label={words.minutes} inputMode="numeric" value={minutes} onChange={setMinutes} error={minutesError} />
    </ActionDialog>
  );
}

/** Sends a deposit that its owner signed, for its fee. */
function SendDepositDialog({ onClose }: { readonly onClose: () => void }) {
  const { text } = useText();
  const account = useAccount();
  const now = useChainTime();
  const words = text.payments.relay;
  const [pasted, setPasted] = useState('');
  const { value: deposit, error } = readPasted(pasted, parseSignedDeposit);
  const used = useChainRead({
    key: ['depositUsed', pasted],
    enabled: deposit !== undefined,
    read: async (client) => (deposit ? isDepositAuthorizationUsed(client, { deposit }) : undefined),
  });
  const {
    owner = zeroAddress,
    amountWei = 0n,
    feeWei = 0n,
    relayer = zeroAddress,
    validBefore = 0n,
  } = deposit?.authorization ?? {};
  const isOthers = relayer !== zeroAddress && !isSameAddress(relayer, account);
  const blocked = !deposit
    ? text.payments.giveFirst
    : used.data
      ? words.used
      : validBefore <= now
        ? words.expired
        : isOthers
          ? `${words.otherSender} ${relayer}`
          : undefined;
  return (
    <ActionDialog
      title={words.send}
      what={words.sendWhat}
      facts={
        deposit
          ? [
              { label: words.owner, value: <AddressLabel address={owner} /> },
              { label: words.credited, value: <Tokens wei={amountWei > feeWei ? amountWei - feeWei : 0n} /> },
              { label: words.yourFee, value: <Tokens wei={feeWei} /> },
              // What JSON says may be no time that people use.
              ...(validBefore < 1n << 40n ? [{ label: words.until, value: <Time at={validBefore} /> }] : []),
            ]
          : []
      }
      confirm={words.send}
      blocked={blocked}
      steps={[
        {
          label: words.send,
          run: async (client) => (deposit ? depositWithAuthorization(client, { deposit }) : undefined),
        },
      ]}
      done={words.sent(`${formatTokens(amountWei - feeWei)} ${TOKEN_SYMBOL}`)}
      onClose={onClose}
    >
      <PasteField
        label={words.deposit}
        hint={words.depositHint}
        accept=".json,application/json"
        value={pasted}
        onChange={setPasted}
      />
      {error !== undefined && <ErrorNotice error={error} />}
    </ActionDialog>
  );
}

function Relay() {
  const { text } = useText();
  const account = useAccount();
  const words = text.payments.relay;
  const wallet = useChainRead({
    key: ['walletFunds', account],
    enabled: account !== undefined,
    read: async (client) => {
      const address = account ?? '0x';
      const [walletWei, coinWei] = await Promise.all([
        getTokenBalance(client, { address }),
        client.publicClient.getBalance({ address }),
      ]);
      return { walletWei, coinWei };
    },
  });
  const walletWei = wallet.data?.walletWei ?? 0n;
  return (
    <div className={classes.form}>
      {wallet.data?.coinWei === 0n && <Notice tone="info">{words.noCoin}</Notice>}
      <Facts facts={[{ label: text.balances.wallet, value: <Tokens wei={walletWei} /> }]} />
      <div className={classes.buttons}>
        <ActionButton
          look="primary"
          label={words.sign}
          disabled={walletWei === 0n}
          dialog={(onClose) => <SignDepositDialog mostWei={walletWei} onClose={onClose} />}
        />
        <ActionButton label={words.send} dialog={(onClose) => <SendDepositDialog onClose={onClose} />} />
      </div>
    </div>
  );
}

/** Tokens into the Bank without coin for gas: signed by their owner, sent by somebody else. */
export function RelayPanel() {
  const { text } = useText();
  const words = text.payments.relay;
  return (
    <Panel title={words.title} lead={words.lead}>
      <NeedWallet why={words.needs} choice={false}>
        <Relay />
      </NeedWallet>
    </Panel>
  );
}
