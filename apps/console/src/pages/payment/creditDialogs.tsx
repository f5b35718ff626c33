import { type CreditUnit, creditDueDown, creditUnits, parseSignedVoucher } from '@suanli/protocol';
import {
  closeCreditLine,
  getChainTime,
  getCreditLine,
  openCreditLine,
  redeemTimed,
  redeemVoucher,
  releaseCreditLine,
  signVoucher,
  topUpCreditLine,
  verifyVoucher,
} from '@suanli/sdk';
import { useState } from 'react';
import { type Address, type Hex, isAddress } from 'viem';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useFunding } from '../../action/useFunding.ts';
import type { CreditLineRow } from '../../data/paymentTables.ts';
import { useChainRead } from '../../data/useChainRead.ts';
import { formatTokens, TOKEN_SYMBOL } from '../../format/formatTokens.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { parseTokens } from '../../format/parseTokens.ts';
import { shortAddress } from '../../format/shortAddress.ts';
import { toJsonText } from '../../format/toJsonText.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { CopyText } from '../../ui/CopyText.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FieldRow, SelectField, TextField } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasteField } from '../../ui/PasteField.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { formatQuantity, quantityOf, voucherPaysWei } from './creditFigures.ts';
import { parseWhole } from './parseWhole.ts';
import { readPasted } from './readPasted.ts';

// What is done with lines of credit, each a dialog. Terms are read from the chain: a line is named by all of them.

const creditModules = ['creditLine'] as const;

interface LineDialogProps {
  readonly line: CreditLineRow;
  readonly onClose: () => void;
}

const amountOf = (wei: bigint) => `${formatTokens(wei)} ${TOKEN_SYMBOL}`;

/** Locks a deposit for a payee. */
export function OpenLineDialog({ onClose }: { readonly onClose: () => void }) {
  const { text } = useText();
  const words = text.payments.credit;
  const [payee, setPayee] = useState('');
  const [unit, setUnit] = useState<CreditUnit>('nodeHour');
  const [price, setPrice] = useState('');
  const [deposit, setDeposit] = useState('');
  const [hours, setHours] = useState('24');
  const [grace, setGrace] = useState('60');
  const [lineId, setLineId] = useState<Hex>();
  const priceWei = unit === 'timed' ? 0n : parseTokens(price);
  const depositWei = parseTokens(deposit);
  const wholeHours = parseWhole(hours, 1, 87_600);
  const graceMinutes = unit === 'timed' ? 0 : parseWhole(grace, 0, 525_600);
  const isPayee = isAddress(payee.trim());
  const funding = useFunding(depositWei ?? 0n, creditModules);
  const blocked = !isPayee
    ? text.common.invalidAddress
    : priceWei === undefined
      ? words.zeroPrice
      : depositWei === undefined
        ? text.common.invalidAmount
        : wholeHours === undefined || graceMinutes === undefined
          ? text.common.invalidWhole
          : funding.blocked;
  return (
    <ActionDialog
      title={words.openTitle}
      what={words.openWhat}
      facts={
        funding.availableWei === undefined
          ? []
          : [{ label: text.funding.available, value: <Tokens wei={funding.availableWei} /> }]
      }
      confirm={words.open}
      blocked={blocked}
      steps={[
        ...funding.steps,
        {
          label: words.openStep(amountOf(depositWei ?? 0n)),
          run: async (client) => {
            const opened = await openCreditLine(client, {
              payee: payee.trim() as Address,
              unit,
              depositWei: depositWei ?? 0n,
              expiresAt: (await getChainTime(client)) + BigInt(wholeHours ?? 0) * 3_600n,
              graceSeconds: (graceMinutes ?? 0) * 60,
              ...(unit === 'timed' || priceWei === undefined ? {} : { priceWeiPerUnit: priceWei }),
            });
            setLineId(opened.lineId);
            return opened;
          },
        },
      ]}
      done={words.opened}
      result={lineId && <CopyText label={words.lineId} value={lineId} />}
      onClose={onClose}
    >
      <TextField
        label={text.payments.payee}
        value={payee}
        onChange={setPayee}
        error={payee !== '' && !isPayee ? text.common.invalidAddress : undefined}
        required
      />
      <SelectField
        label={words.unit}
        hint={words.unitHint[unit]}
        value={unit}
        onChange={setUnit}
        options={creditUnits.map((value) => ({ value, label: words.units[value] }))}
      />
      <FieldRow>
        {unit !== 'timed' && (
          <TextField
            label={words.price}
            unit={words.perUnit(words.units[unit])}
            inputMode="decimal"
            value={price}
            onChange={setPrice}
            error={price !== '' && priceWei === undefined ? words.zeroPrice : undefined}
            required
          />
        )}
        <TextField
          label={words.deposit}
          unit={TOKEN_SYMBOL}
          inputMode="decimal"
          value={deposit}
          onChange={setDeposit}
          error={deposit !== '' && depositWei === undefined ? text.common.invalidAmount : undefined}
          required
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label={words.hours}
          hint={words.hoursHint}
          inputMode="numeric"
          value={hours}
          onChange={setHours}
          error={wholeHours === undefined ? text.common.invalidWhole : undefined}
        />
        {unit !== 'timed' && (
          <TextField
            label={words.grace}
            hint={words.graceHint}
            inputMode="numeric"
            value={grace}
            onChange={setGrace}
            error={graceMinutes === undefined ? text.common.invalidWhole : undefined}
          />
        )}
      </FieldRow>
    </ActionDialog>
  );
}

/** Raises the deposit of a line, as its payer. */
export function TopUpDialog({ line, onClose }: LineDialogProps) {
  const { text } = useText();
  const words = text.payments.credit;
  const [amount, setAmount] = useState('');
  const amountWei = parseTokens(amount);
  const funding = useFunding(amountWei ?? 0n, creditModules);
  const error = amountWei === undefined ? text.common.invalidAmount : undefined;
  return (
    <ActionDialog
      title={words.topUpTitle(shortAddress(line.id))}
      what={words.topUpWhat}
      facts={[
        { label: words.deposit, value: <Tokens wei={line.depositWei} /> },
        ...(funding.availableWei === undefined
          ? []
          : [{ label: text.funding.available, value: <Tokens wei={funding.availableWei} /> }]),
      ]}
      confirm={words.topUp}
      blocked={error ?? funding.blocked}
      steps={[
        ...funding.steps,
        {
          label: words.openStep(amountOf(amountWei ?? 0n)),
          run: async (client) => {
            const { terms } = await getCreditLine(client, { lineId: line.id as Hex });
            return topUpCreditLine(client, { terms, amountWei: amountWei ?? 0n });
          },
        },
      ]}
      done={words.topUpDone}
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

/** Signs for what was used since the line was opened, as its payer. */
export function SignVoucherDialog({ line, onClose }: LineDialogProps) {
  const { text } = useText();
  const words = text.payments.credit;
  const unit = line.unit as CreditUnit;
  const [used, setUsed] = useState('');
  const [voucher, setVoucher] = useState<string>();
  const unitsE18 = parseTokens(used);
  const quantity = unitsE18 === undefined ? undefined : quantityOf(unit, unitsE18);
  const worthWei = quantity === undefined ? 0n : creditDueDown({ ...line, unit }, quantity);
  const error =
    quantity === undefined
      ? text.common.invalidAmount
      : quantity <= line.redeemedQuantity
        ? words.notMore
        : quantity >= 1n << 64n
          ? text.common.invalidAmount
          : undefined;
  return (
    <ActionDialog
      title={words.signTitle(shortAddress(line.id))}
      what={words.signWhat}
      facts={[
        { label: text.payments.payee, value: <AddressLabel address={line.payee} /> },
        { label: words.usedBefore, value: `${formatQuantity(unit, line.redeemedQuantity)} ${words.units[unit]}` },
        { label: words.deposit, value: <Tokens wei={line.depositWei} /> },
        { label: words.worth, value: <Tokens wei={worthWei} /> },
      ]}
      free
      confirm={words.sign}
      blocked={error}
      steps={[
        {
          label: words.sign,
          run: async (client) => {
            const signed = { lineId: line.id as Hex, quantity: quantity ?? 0n };
            const signature = await signVoucher(client, { voucher: signed });
            setVoucher(toJsonText({ ...signed, signature }));
          },
        },
      ]}
      done={words.signed}
      result={
        voucher !== undefined && (
          <CopyText label={words.voucher} value={voucher} fileName={words.voucherFile(line.id.slice(2, 10))} />
        )
      }
      onClose={onClose}
    >
      <TextField
        label={words.used}
        unit={words.units[unit]}
        inputMode="decimal"
        value={used}
        onChange={setUsed}
        error={used === '' ? undefined : error}
        hint={worthWei > line.depositWei ? words.aboveDeposit : undefined}
        required
      />
    </ActionDialog>
  );
}

/** Reads and checks a voucher that was pasted: that it is of a line here, and that the payer of it signed. */
function useVoucher(pasted: string) {
  const read = readPasted(pasted, parseSignedVoucher);
  const { value } = read;
  const checked = useChainRead({
    key: ['voucher', pasted],
    enabled: value !== undefined,
    read: async (client) => {
      if (!value) return undefined;
      const line = await getCreditLine(client, { lineId: value.lineId });
      await verifyVoucher(client, { voucher: value, payer: line.terms.payer });
      return line;
    },
  });
  return { voucher: value, line: value && checked.data, error: read.error ?? (value && checked.error) };
}

/** Has the payee of a line paid by a voucher that the payer signed. */
export function RedeemVoucherDialog({
  line,
  onClose,
}: {
  readonly line?: CreditLineRow;
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const words = text.payments.credit;
  const [pasted, setPasted] = useState('');
  const [paid, setPaid] = useState('');
  const { voucher, line: found, error } = useVoucher(pasted);
  const isOther = line !== undefined && voucher !== undefined && !isSameAddress(line.id, voucher.lineId);
  const paysWei =
    voucher && found
      ? voucherPaysWei(
          { ...found.terms, depositWei: found.depositWei, redeemedWei: found.redeemedWei },
          voucher.quantity,
        )
      : 0n;
  return (
    <ActionDialog
      title={words.redeemTitle}
      what={words.redeemWhat}
      facts={
        voucher && found
          ? [
              { label: words.line, value: <code title={found.lineId}>{shortAddress(found.lineId)}</code> },
              { label: text.payments.payer, value: <AddressLabel address={found.terms.payer} /> },
              { label: text.payments.payee, value: <AddressLabel address={found.terms.payee} /> },
              {
                label: words.used,
                value: `${formatQuantity(found.terms.unit, voucher.quantity)} ${words.units[found.terms.unit]}`,
              },
              { label: words.redeemed, value: <Tokens wei={found.redeemedWei} /> },
              { label: words.paysNow, value: <Tokens wei={paysWei} /> },
            ]
          : []
      }
      confirm={words.redeem}
      blocked={
        !found ? text.payments.giveFirst : isOther ? words.otherLine : paysWei === 0n ? words.nothingNow : undefined
      }
      steps={[
        {
          label: words.redeem,
          run: async (client) => {
            if (!voucher) return undefined;
            const { terms } = await getCreditLine(client, { lineId: voucher.lineId });
            const done = await redeemVoucher(client, { terms, ...voucher });
            setPaid(amountOf(done.paidWei));
            return done;
          },
        },
      ]}
      done={words.redeemDone(paid)}
      onClose={onClose}
    >
      <PasteField
        label={words.voucher}
        hint={words.voucherHint}
        accept=".json,application/json"
        value={pasted}
        onChange={setPasted}
      />
      {error ? <ErrorNotice error={error} /> : voucher && !found && <Loading />}
      {found && <Notice tone="good" role="status" title={words.valid} />}
    </ActionDialog>
  );
}

/** Pays out what of a timed line has fallen due. */
export function RedeemTimedDialog({ line, dueWei, onClose }: LineDialogProps & { readonly dueWei: bigint }) {
  const { text } = useText();
  const words = text.payments.credit;
  const [paid, setPaid] = useState('');
  return (
    <ActionDialog
      title={words.redeemTimedTitle(shortAddress(line.id))}
      what={words.redeemTimedWhat}
      facts={[
        { label: text.payments.payee, value: <AddressLabel address={line.payee} /> },
        { label: words.due, value: <Tokens wei={dueWei} /> },
      ]}
      confirm={words.redeemTimed}
      blocked={dueWei === 0n ? words.nothingNow : undefined}
      steps={[
        {
          label: words.redeemTimed,
          run: async (client) => {
            const { terms } = await getCreditLine(client, { lineId: line.id as Hex });
            const done = await redeemTimed(client, { terms });
            setPaid(amountOf(done.paidWei));
            return done;
          },
        },
      ]}
      done={words.redeemDone(paid)}
      onClose={onClose}
    />
  );
}

/** Ends a line that is over. */
export function CloseLineDialog({ line, onClose }: LineDialogProps) {
  const { text } = useText();
  const words = text.payments.credit;
  return (
    <ActionDialog
      title={words.closeTitle(shortAddress(line.id))}
      what={words.closeWhat}
      facts={[{ label: words.left, value: <Tokens wei={line.depositWei - line.redeemedWei} /> }]}
      confirm={words.close}
      steps={[
        {
          label: words.close,
          run: async (client) => {
            const { terms } = await getCreditLine(client, { lineId: line.id as Hex });
            return closeCreditLine(client, { terms });
          },
        },
      ]}
      done={words.closeDone}
      onClose={onClose}
    />
  );
}

/** Ends a line before its time, as its payee, with a last voucher where there is one. */
export function ReleaseLineDialog({ line, onClose }: LineDialogProps) {
  const { text } = useText();
  const words = text.payments.credit;
  const [pasted, setPasted] = useState('');
  const { voucher, line: found, error } = useVoucher(pasted);
  const isOther = voucher !== undefined && !isSameAddress(line.id, voucher.lineId);
  const isTimed = line.unit === 'timed';
  return (
    <ActionDialog
      title={words.releaseTitle(shortAddress(line.id))}
      what={words.releaseWhat}
      facts={[
        { label: text.payments.payer, value: <AddressLabel address={line.payer} /> },
        { label: words.deposit, value: <Tokens wei={line.depositWei} /> },
        { label: words.redeemed, value: <Tokens wei={line.redeemedWei} /> },
        ...(voucher && found
          ? [
              {
                label: words.paysNow,
                value: (
                  <Tokens
                    wei={voucherPaysWei(
                      { ...found.terms, depositWei: found.depositWei, redeemedWei: found.redeemedWei },
                      voucher.quantity,
                    )}
                  />
                ),
              },
            ]
          : []),
      ]}
      confirm={words.release}
      blocked={isOther ? words.otherLine : pasted.trim() !== '' && !found ? text.payments.giveFirst : undefined}
      steps={[
        {
          label: words.release,
          run: async (client) => {
            const { terms } = await getCreditLine(client, { lineId: line.id as Hex });
            return releaseCreditLine(client, { terms, ...(voucher ? { voucher } : {}) });
          },
        },
      ]}
      done={words.releaseDone}
      onClose={onClose}
    >
      {isTimed ? undefined : (
        <>
          <PasteField
            label={words.lastVoucher}
            hint={words.voucherHint}
            accept=".json,application/json"
            value={pasted}
            onChange={setPasted}
          />
          {error ? <ErrorNotice error={error} /> : voucher && !found && <Loading />}
        </>
      )}
    </ActionDialog>
  );
}
