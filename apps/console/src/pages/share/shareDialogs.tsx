import { buyShares, delistShares, getMarketFee, listShares } from '@suanli/sdk';
import { useState } from 'react';
import type { Address } from 'viem';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useFunding } from '../../action/useFunding.ts';
import { useChainTime } from '../../data/heads.ts';
import type { SharesListingRow } from '../../data/tables.ts';
import { useChainRead } from '../../data/useChainRead.ts';
import { TOKEN_SYMBOL } from '../../format/formatTokens.ts';
import { parseTokens } from '../../format/parseTokens.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';

// The writes of shares in income, each a dialog.

function parseShares(text: string, most: bigint): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const shares = BigInt(text);
  return shares > 0n && shares <= most ? Number(shares) : undefined;
}

/** Offers shares for sale, in place of what was offered before. */
export function ListSharesDialog({
  resourceId,
  held,
  onClose,
}: {
  readonly resourceId: bigint;
  readonly held: bigint;
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const now = useChainTime();
  const [count, setCount] = useState(held.toString());
  const [price, setPrice] = useState('');
  const [days, setDays] = useState('30');
  const shares = parseShares(count, held);
  const priceWei = parseTokens(price);
  const wholeDays = /^\d{1,4}$/.test(days) && Number(days) > 0 ? Number(days) : undefined;
  const words = text.share.list;
  const countError = shares === undefined ? text.share.invalidShares(held.toString()) : undefined;
  return (
    <ActionDialog
      title={words.title(resourceId.toString())}
      what={words.what}
      facts={
        shares === undefined || priceWei === undefined
          ? []
          : [{ label: text.share.totalPrice, value: <Tokens wei={priceWei * BigInt(shares)} /> }]
      }
      confirm={words.confirm}
      blocked={
        countError ??
        (priceWei === undefined
          ? text.common.invalidAmount
          : wholeDays === undefined
            ? text.common.invalidWhole
            : undefined)
      }
      steps={[
        {
          label: words.title(resourceId.toString()),
          run: (client) =>
            listShares(client, {
              resourceId,
              shares: shares ?? 0,
              priceWeiPerShare: priceWei ?? 0n,
              until: Number(now) + (wholeDays ?? 0) * 86_400,
            }),
        },
      ]}
      done={words.done}
      onClose={onClose}
    >
      <TextField label={text.share.shares} inputMode="numeric" value={count} onChange={setCount} error={countError} />
      <TextField
        label={text.share.pricePerShare}
        unit={TOKEN_SYMBOL}
        inputMode="decimal"
        value={price}
        onChange={setPrice}
        error={price !== '' && priceWei === undefined ? text.common.invalidAmount : undefined}
        required
      />
      <TextField
        label={text.share.days}
        inputMode="numeric"
        value={days}
        onChange={setDays}
        error={wholeDays === undefined ? text.common.invalidWhole : undefined}
      />
    </ActionDialog>
  );
}

/** Takes an offer of shares back. */
export function DelistSharesDialog({
  resourceId,
  onClose,
}: {
  readonly resourceId: bigint;
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const words = text.share.delist;
  return (
    <ActionDialog
      title={words.title(resourceId.toString())}
      what={words.what}
      confirm={words.confirm}
      steps={[{ label: words.confirm, run: (client) => delistShares(client, { resourceId }) }]}
      done={words.done}
      onClose={onClose}
    />
  );
}

/** Buys any part of the shares that somebody offers. */
export function BuySharesDialog({
  listing,
  onClose,
}: {
  readonly listing: SharesListingRow;
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const [count, setCount] = useState(listing.shares.toString());
  const shares = parseShares(count, listing.shares);
  const priceWei = listing.priceWeiPerShare * BigInt(shares ?? 0);
  const funding = useFunding(priceWei);
  const fee = useChainRead({ key: ['marketFee'], read: getMarketFee }).data;
  const words = text.share.buy;
  const countError = shares === undefined ? text.share.invalidShares(listing.shares.toString()) : undefined;
  return (
    <ActionDialog
      title={words.title(listing.resourceId.toString())}
      what={words.what}
      facts={[
        { label: text.share.seller, value: <AddressLabel address={listing.seller} /> },
        { label: text.share.pricePerShare, value: <Tokens wei={listing.priceWeiPerShare} /> },
        { label: text.share.offerEnds, value: <Time at={listing.until} /> },
        { label: text.share.totalPrice, value: <Tokens wei={priceWei} /> },
        ...(fee
          ? [{ label: text.market.feeOf, value: <Tokens wei={(priceWei * BigInt(fee.feeBasisPoints)) / 10_000n} /> }]
          : []),
        ...(funding.availableWei === undefined
          ? []
          : [{ label: text.funding.available, value: <Tokens wei={funding.availableWei} /> }]),
      ]}
      confirm={words.confirm}
      blocked={countError ?? funding.blocked}
      steps={[
        ...funding.steps,
        {
          label: words.title(listing.resourceId.toString()),
          run: (client) =>
            buyShares(client, {
              resourceId: listing.resourceId,
              seller: listing.seller as Address,
              shares: shares ?? 0,
              maxPriceWeiPerShare: listing.priceWeiPerShare,
            }),
        },
      ]}
      done={words.done(String(shares ?? 0))}
      onClose={onClose}
    >
      <TextField
        label={text.share.shares}
        hint={text.share.offered(listing.shares.toString())}
        inputMode="numeric"
        value={count}
        onChange={setCount}
        error={countError}
      />
    </ActionDialog>
  );
}
