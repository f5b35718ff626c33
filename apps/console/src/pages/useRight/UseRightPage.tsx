import { Link, useParams } from '@tanstack/react-router';
import { ActionButton } from '../../action/ActionButton.tsx';
import { one } from '../../data/fields.ts';
import { listingFields, useRightFields } from '../../data/tables.ts';
import { useRow } from '../../data/useRow.ts';
import { formatMemory } from '../../format/formatMemory.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Expiry, Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { BuyUseRightDialog } from '../market/BuyUseRightDialog.tsx';
import { OrderHistory } from '../market/OrderHistory.tsx';
import { UseRightActions } from './UseRightActions.tsx';
import { UseRightStatus } from './UseRightStatus.tsx';

const fields = {
  ...useRightFields,
  listing: one(listingFields),
  resource: one({
    owner: 'text',
    latestProofId: 'bigint?',
    latestHashesPerSecond: 'bigint',
    latestRange: 'text',
    matchingTypes: 'texts',
  }),
} as const;

/** One use right: what it is, what can be done with it, and what happened to it. */
export function UseRightPage() {
  const { text } = useText();
  const account = useAccount();
  const { id } = useParams({ from: '/use-rights/$id' });
  const query = useRow({ table: 'useRight', fields, key: { id: BigInt(id) } });
  const listing = query.data?.listing;
  const own = isSameAddress(query.data?.owner, account);
  return (
    <Page
      title={text.common.nameOfUseRight(id)}
      actions={
        <>
          {listing && !own && (
            <ActionButton
              look="primary"
              label={text.market.buy}
              dialog={(onClose) => <BuyUseRightDialog listing={listing} onClose={onClose} />}
            />
          )}
          {own && (
            <ButtonLink to="/leases/$id" params={{ id }} look="primary">
              {text.market.toLease}
            </ButtonLink>
          )}
        </>
      }
    >
      <QueryView query={query}>
        {(useRight) =>
          useRight === null ? (
            <Empty
              title={text.useRight.unknown(id)}
              action={<ButtonLink to="/use-rights">{text.useRight.title}</ButtonLink>}
            />
          ) : (
            <>
              <Panel title={text.useRight.facts} actions={<UseRightStatus useRight={useRight} />}>
                <Facts
                  facts={[
                    {
                      label: text.common.owner,
                      value: useRight.owner === null ? text.common.none : <AddressLabel address={useRight.owner} />,
                    },
                    {
                      label: text.common.resource,
                      value: (
                        <Link to="/resources/$id" params={{ id: useRight.resourceId.toString() }}>
                          {text.common.resourceName(useRight.resourceId.toString())}
                        </Link>
                      ),
                    },
                    { label: text.common.type, value: `${useRight.typeName} (${useRight.typeId})` },
                    { label: text.common.model, value: `${useRight.model} × ${useRight.count}` },
                    { label: text.common.memory, value: formatMemory(useRight.memoryMib * useRight.count) },
                    { label: text.common.expiry, value: <Expiry at={useRight.expiresAt} /> },
                    {
                      label: text.common.proofLevel,
                      value: (
                        <ProofBadge
                          typeName={useRight.typeName}
                          hashesPerSecond={useRight.resource?.latestHashesPerSecond ?? null}
                          range={useRight.resource?.latestRange ?? 'unknown'}
                          matchingTypes={useRight.resource?.matchingTypes ?? []}
                        />
                      ),
                    },
                    { label: text.useRight.issued, value: <Time at={useRight.issuedAt} /> },
                    ...(useRight.listing
                      ? [{ label: text.common.price, value: <Tokens wei={useRight.listing.priceWei} /> }]
                      : useRight.lastPriceWei === null
                        ? []
                        : [{ label: text.useRight.lastPrice, value: <Tokens wei={useRight.lastPriceWei} /> }]),
                  ]}
                />
              </Panel>
              <Panel title={text.useRight.renewal}>
                <UseRightActions
                  useRight={useRight}
                  resourceOwner={useRight.resource?.owner}
                  priceWei={useRight.listing?.priceWei}
                />
              </Panel>
              <Panel title={text.market.history}>
                <OrderHistory where={{ useRightId: BigInt(id) }} limit={100} />
              </Panel>
            </>
          )
        }
      </QueryView>
    </Page>
  );
}
