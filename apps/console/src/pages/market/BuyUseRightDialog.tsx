import { buyUseRight, getMarketFee } from '@suanli/sdk';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useFunding } from '../../action/useFunding.ts';
import type { ListingRow } from '../../data/tables.ts';
import { useChainRead } from '../../data/useChainRead.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { Expiry } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';

/** Buys a use right: what it is, who is paid, what is proved of it, and what it costs. */
export function BuyUseRightDialog({
  listing,
  onClose,
}: {
  readonly listing: ListingRow;
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const funding = useFunding(listing.priceWei);
  const fee = useChainRead({ key: ['marketFee'], read: getMarketFee }).data;
  const id = listing.useRightId.toString();
  const feeWei = fee ? (listing.priceWei * BigInt(fee.feeBasisPoints)) / 10_000n : undefined;
  return (
    <ActionDialog
      title={text.market.buyTitle(id)}
      what={text.market.buyWhat}
      facts={[
        { label: text.common.type, value: `${listing.typeName} · ${listing.model} × ${listing.count}` },
        {
          label: text.common.proofLevel,
          value: <ProofBadge {...listing} />,
        },
        { label: text.common.expiry, value: <Expiry at={listing.expiresAt} /> },
        { label: text.market.lister, value: <AddressLabel address={listing.seller} /> },
        { label: text.common.price, value: <Tokens wei={listing.priceWei} /> },
        ...(feeWei === undefined ? [] : [{ label: text.market.feeOf, value: <Tokens wei={feeWei} /> }]),
        ...(funding.availableWei === undefined
          ? []
          : [{ label: text.funding.available, value: <Tokens wei={funding.availableWei} /> }]),
      ]}
      confirm={text.market.buy}
      blocked={funding.blocked}
      steps={[
        ...funding.steps,
        {
          label: text.market.buyStep(id),
          run: (client) => buyUseRight(client, { useRightId: listing.useRightId, maxPriceWei: listing.priceWei }),
        },
      ]}
      done={text.market.bought(id)}
      doneLink={
        <ButtonLink to="/leases/$id" params={{ id }}>
          {text.market.toLease}
        </ButtonLink>
      }
      onClose={onClose}
    />
  );
}
