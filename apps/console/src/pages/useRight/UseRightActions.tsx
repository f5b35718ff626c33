import { getRenewal } from '@suanli/sdk';
import { ActionButton } from '../../action/ActionButton.tsx';
import { useChainTime } from '../../data/heads.ts';
import type { UseRightRow } from '../../data/tables.ts';
import { useChainRead } from '../../data/useChainRead.ts';
import { formatDuration } from '../../format/formatDuration.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { type Fact, Facts } from '../../ui/Facts.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import classes from './UseRightActions.module.css';
import {
  CancelRenewalDialog,
  DelistUseRightDialog,
  GiveBackUseRightDialog,
  ListUseRightDialog,
  MandateRenewalDialog,
  OfferRenewalDialog,
  RenewUseRightDialog,
} from './useRightDialogs.tsx';

export interface UseRightActionsProps {
  readonly useRight: Pick<UseRightRow, 'id' | 'owner' | 'expiresAt' | 'status'>;
  /** Who owns the resource, and so may offer renewals. */
  readonly resourceOwner: string | undefined;
  /** What it is listed for; undefined: it is not. */
  readonly priceWei: bigint | undefined;
}

/** What can be done with a use right, for its owner and for its provider, and the terms of its renewal. */
export function UseRightActions({ useRight, resourceOwner, priceWei }: UseRightActionsProps) {
  const { text, language } = useText();
  const account = useAccount();
  const now = useChainTime();
  const live = useRight.owner !== null && useRight.expiresAt > now;
  const owns = live && isSameAddress(useRight.owner, account);
  const provides = live && isSameAddress(resourceOwner, account);
  const useRightId = useRight.id;
  const renewal = useChainRead({
    key: ['renewal', useRightId.toString()],
    enabled: live,
    read: (client) => getRenewal(client, { useRightId }),
  }).data;
  const { offer, mandate } = renewal ?? {};
  const facts: Fact[] = [];
  if (offer) {
    const period = formatDuration(BigInt(offer.periodSeconds), language);
    facts.push(
      {
        label: text.useRight.renewalPrice(period),
        value: <Tokens wei={offer.priceWeiPerSecond * BigInt(offer.periodSeconds)} />,
      },
      { label: text.useRight.renewalUntil, value: <Time at={BigInt(offer.until)} /> },
    );
  }
  if (mandate) {
    facts.push(
      { label: text.useRight.mandateLeft, value: <Tokens wei={mandate.budgetWei} /> },
      { label: text.useRight.mandateUntil, value: <Time at={BigInt(mandate.until)} /> },
    );
  }
  return (
    <div className={classes.actions}>
      {facts.length > 0 ? <Facts facts={facts} /> : <p className={classes.none}>{text.useRight.noRenewal}</p>}
      {(owns || provides) && (
        <div className={classes.buttons}>
          {owns && offer && (
            <>
              <ActionButton
                look="primary"
                label={text.useRight.renew.confirm}
                dialog={(onClose) => (
                  <RenewUseRightDialog
                    useRightId={useRightId}
                    offer={offer}
                    expiresAt={useRight.expiresAt}
                    onClose={onClose}
                  />
                )}
              />
              {mandate ? (
                <ActionButton
                  label={text.useRight.cancelMandate.confirm}
                  dialog={(onClose) => <CancelRenewalDialog useRightId={useRightId} onClose={onClose} />}
                />
              ) : (
                <ActionButton
                  label={text.useRight.mandate.confirm}
                  dialog={(onClose) => <MandateRenewalDialog useRightId={useRightId} offer={offer} onClose={onClose} />}
                />
              )}
            </>
          )}
          {provides && (
            <ActionButton
              label={text.useRight.offerRenewal.confirm}
              dialog={(onClose) => <OfferRenewalDialog useRightId={useRightId} onClose={onClose} />}
            />
          )}
          {owns && (
            <>
              <ActionButton
                label={priceWei === undefined ? text.useRight.list.confirm : text.useRight.reprice.confirm}
                dialog={(onClose) => (
                  <ListUseRightDialog useRightId={useRightId} listedFor={priceWei} onClose={onClose} />
                )}
              />
              {priceWei !== undefined && (
                <ActionButton
                  label={text.useRight.delist.confirm}
                  dialog={(onClose) => <DelistUseRightDialog useRightId={useRightId} onClose={onClose} />}
                />
              )}
              <ActionButton
                look="danger"
                label={text.useRight.giveBack.confirm}
                dialog={(onClose) => <GiveBackUseRightDialog useRightId={useRightId} onClose={onClose} />}
              />
            </>
          )}
        </div>
      )}
    </div>
  );
}
