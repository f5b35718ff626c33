import {
  cancelRenewal,
  delistUseRight,
  giveBackUseRight,
  listUseRight,
  mandateRenewal,
  offerRenewal,
  type Renewal,
  renewUseRight,
  repriceUseRight,
} from '@suanli/sdk';
import { useState } from 'react';
import { formatUnits } from 'viem';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useFunding } from '../../action/useFunding.ts';
import { useChainTime } from '../../data/heads.ts';
import { formatDuration } from '../../format/formatDuration.ts';
import { formatTime } from '../../format/formatTime.ts';
import { formatTokens, TOKEN_SYMBOL } from '../../format/formatTokens.ts';
import { parseTokens } from '../../format/parseTokens.ts';
import { useText } from '../../text/TextContext.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';

// The writes of one use right, each a dialog.

interface DialogProps {
  readonly useRightId: bigint;
  readonly onClose: () => void;
}

/** Offers a use right on the market, or changes the price of one that is offered. */
export function ListUseRightDialog({
  useRightId,
  onClose,
  listedFor,
}: DialogProps & { readonly listedFor?: bigint | undefined }) {
  const { text } = useText();
  const [price, setPrice] = useState(listedFor === undefined ? '' : formatUnits(listedFor, 18));
  const priceWei = parseTokens(price);
  const id = useRightId.toString();
  const words = listedFor === undefined ? text.useRight.list : text.useRight.reprice;
  return (
    <ActionDialog
      title={words.title(id)}
      what={words.what}
      confirm={words.confirm}
      blocked={priceWei === undefined ? text.common.invalidAmount : undefined}
      steps={[
        {
          label: words.step(id, `${formatTokens(priceWei ?? 0n)} ${TOKEN_SYMBOL}`),
          run: (client) =>
            listedFor === undefined
              ? listUseRight(client, { useRightId, priceWei: priceWei ?? 0n })
              : repriceUseRight(client, { useRightId, priceWei: priceWei ?? 0n }),
        },
      ]}
      done={words.done(id)}
      doneLink={<ButtonLink to="/market">{text.useRight.toMarket}</ButtonLink>}
      onClose={onClose}
    >
      <TextField
        label={text.common.price}
        unit={TOKEN_SYMBOL}
        inputMode="decimal"
        value={price}
        onChange={setPrice}
        error={price !== '' && priceWei === undefined ? text.common.invalidAmount : undefined}
        required
      />
    </ActionDialog>
  );
}

/** Takes a use right off the market. */
export function DelistUseRightDialog({ useRightId, onClose }: DialogProps) {
  const { text } = useText();
  const id = useRightId.toString();
  const words = text.useRight.delist;
  return (
    <ActionDialog
      title={words.title(id)}
      what={words.what}
      confirm={words.confirm}
      steps={[{ label: words.title(id), run: (client) => delistUseRight(client, { useRightId }) }]}
      done={words.done(id)}
      onClose={onClose}
    />
  );
}

/** Ends a use right before its time. */
export function GiveBackUseRightDialog({ useRightId, onClose }: DialogProps) {
  const { text } = useText();
  const id = useRightId.toString();
  const words = text.useRight.giveBack;
  return (
    <ActionDialog
      title={words.title(id)}
      what={words.what}
      confirm={words.confirm}
      steps={[{ label: words.title(id), run: (client) => giveBackUseRight(client, { useRightId }) }]}
      done={words.done(id)}
      onClose={onClose}
    />
  );
}

/** Renews a use right by one period, on its provider's terms. */
export function RenewUseRightDialog({
  useRightId,
  onClose,
  offer,
  expiresAt,
}: DialogProps & { readonly offer: NonNullable<Renewal['offer']>; readonly expiresAt: bigint }) {
  const { text, language } = useText();
  const priceWei = offer.priceWeiPerSecond * BigInt(offer.periodSeconds);
  const funding = useFunding(priceWei);
  const until = expiresAt + BigInt(offer.periodSeconds);
  const words = text.useRight.renew;
  return (
    <ActionDialog
      title={words.title(useRightId.toString())}
      what={words.what}
      facts={[
        { label: words.adds, value: formatDuration(BigInt(offer.periodSeconds), language) },
        { label: words.newEnd, value: <Time at={until} /> },
        { label: text.common.price, value: <Tokens wei={priceWei} /> },
      ]}
      confirm={words.confirm}
      blocked={until > BigInt(offer.until) ? words.tooLong(formatTime(BigInt(offer.until), language)) : funding.blocked}
      steps={[
        ...funding.steps,
        {
          label: words.title(useRightId.toString()),
          run: (client) => renewUseRight(client, { useRightId, maxPriceWeiPerSecond: offer.priceWeiPerSecond }),
        },
      ]}
      done={words.done}
      onClose={onClose}
    />
  );
}

/** Lets renewals happen on their own, within bounds of price, total and time. */
export function MandateRenewalDialog({
  useRightId,
  onClose,
  offer,
}: DialogProps & { readonly offer: NonNullable<Renewal['offer']> }) {
  const { text, language } = useText();
  const periodWei = offer.priceWeiPerSecond * BigInt(offer.periodSeconds);
  const [budget, setBudget] = useState(formatUnits(periodWei * 3n, 18));
  const [days, setDays] = useState('30');
  const now = useChainTime();
  const budgetWei = parseTokens(budget);
  const wholeDays = /^\d{1,4}$/.test(days) && Number(days) > 0 ? Number(days) : undefined;
  const until = Number(now) + (wholeDays ?? 0) * 86_400;
  const funding = useFunding(0n);
  const words = text.useRight.mandate;
  return (
    <ActionDialog
      title={words.title(useRightId.toString())}
      what={words.what}
      facts={[
        {
          label: words.perPeriod(formatDuration(BigInt(offer.periodSeconds), language)),
          value: <Tokens wei={periodWei} />,
        },
      ]}
      confirm={words.confirm}
      blocked={
        budgetWei === undefined
          ? text.common.invalidAmount
          : wholeDays === undefined
            ? text.common.invalidWhole
            : funding.blocked
      }
      steps={[
        ...funding.steps,
        {
          label: words.step,
          run: (client) =>
            mandateRenewal(client, {
              useRightId,
              budgetWei: budgetWei ?? 0n,
              maxPriceWeiPerSecond: offer.priceWeiPerSecond,
              until,
            }),
        },
      ]}
      done={words.done}
      onClose={onClose}
    >
      <TextField
        label={words.budget}
        hint={words.budgetHint}
        unit={TOKEN_SYMBOL}
        inputMode="decimal"
        value={budget}
        onChange={setBudget}
        error={budgetWei === undefined ? text.common.invalidAmount : undefined}
      />
      <TextField
        label={words.days}
        inputMode="numeric"
        value={days}
        onChange={setDays}
        error={wholeDays === undefined ? text.common.invalidWhole : undefined}
      />
    </ActionDialog>
  );
}

/** Ends the mandate to renew. */
export function CancelRenewalDialog({ useRightId, onClose }: DialogProps) {
  const { text } = useText();
  const words = text.useRight.cancelMandate;
  return (
    <ActionDialog
      title={words.title(useRightId.toString())}
      what={words.what}
      confirm={words.confirm}
      steps={[{ label: words.confirm, run: (client) => cancelRenewal(client, { useRightId }) }]}
      done={words.done}
      onClose={onClose}
    />
  );
}

/** Lets whoever owns a right of the provider's resource renew it, at a price. */
export function OfferRenewalDialog({ useRightId, onClose }: DialogProps) {
  const { text } = useText();
  const now = useChainTime();
  const [price, setPrice] = useState('');
  const [hours, setHours] = useState('24');
  const [days, setDays] = useState('90');
  const periodWei = parseTokens(price);
  const wholeHours = /^\d{1,5}$/.test(hours) && Number(hours) > 0 ? Number(hours) : undefined;
  const wholeDays = /^\d{1,4}$/.test(days) && Number(days) > 0 ? Number(days) : undefined;
  const periodSeconds = (wholeHours ?? 0) * 3_600;
  const words = text.useRight.offerRenewal;
  return (
    <ActionDialog
      title={words.title(useRightId.toString())}
      what={words.what}
      confirm={words.confirm}
      blocked={
        periodWei === undefined
          ? text.common.invalidAmount
          : wholeHours === undefined || wholeDays === undefined
            ? text.common.invalidWhole
            : undefined
      }
      steps={[
        {
          label: words.confirm,
          run: (client) =>
            offerRenewal(client, {
              useRightId,
              priceWeiPerSecond: (periodWei ?? 0n) / BigInt(Math.max(1, periodSeconds)),
              periodSeconds,
              until: Number(now) + (wholeDays ?? 0) * 86_400,
            }),
        },
      ]}
      done={words.done}
      onClose={onClose}
    >
      <TextField
        label={words.price}
        unit={TOKEN_SYMBOL}
        inputMode="decimal"
        value={price}
        onChange={setPrice}
        error={price !== '' && periodWei === undefined ? text.common.invalidAmount : undefined}
        required
      />
      <TextField
        label={words.hours}
        inputMode="numeric"
        value={hours}
        onChange={setHours}
        error={wholeHours === undefined ? text.common.invalidWhole : undefined}
      />
      <TextField
        label={words.days}
        inputMode="numeric"
        value={days}
        onChange={setDays}
        error={wholeDays === undefined ? text.common.invalidWhole : undefined}
      />
    </ActionDialog>
  );
}
