import { Link } from '@tanstack/react-router';
import { ActionButton } from '../../action/ActionButton.tsx';
import { useChainTime } from '../../data/heads.ts';
import { shareholdingFields, sharesListingFields, sharesSaleFields } from '../../data/tables.ts';
import { useRows } from '../../data/useRows.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Expiry, Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { MyShares } from './MyShares.tsx';
import { BuySharesDialog, DelistSharesDialog } from './shareDialogs.tsx';

/** Shares in the income of resources: one's own, those on offer, and what was sold. */
export function SharesPage() {
  const { text } = useText();
  const account = useAccount();
  const now = useChainTime();
  const offers = useRows({ table: 'sharesListings', fields: sharesListingFields, orderBy: 'priceWeiPerShare' });
  const sales = useRows({ table: 'sharesSales', fields: sharesSaleFields, orderBy: 'id', descending: true, limit: 20 });
  const holdings = useRows({ table: 'shareholdings', fields: shareholdingFields, where: { shares_gt: 0n } });
  const sharesOf = (resourceId: bigint, holder: string) =>
    holdings.data?.items.find((row) => row.resourceId === resourceId && isSameAddress(row.holder, holder))?.shares;
  const resource = (id: bigint) => (
    <Link to="/resources/$id" params={{ id: id.toString() }} aria-label={text.common.resourceName(id.toString())}>
      {id.toString()}
    </Link>
  );
  return (
    <Page title={text.share.title} lead={text.share.lead}>
      <Panel title={text.share.mine}>
        <NeedWallet why={text.share.mineNeeds}>
          <MyShares />
        </NeedWallet>
      </Panel>
      <Panel title={text.share.offers}>
        <QueryView query={offers}>
          {({ items }) => (
            <DataTable
              caption={text.share.offers}
              // What a seller no longer holds cannot be bought.
              rows={items.filter(
                (row) => row.until > now && (sharesOf(row.resourceId, row.seller) ?? row.shares) >= row.shares,
              )}
              rowKey={(row) => `${row.resourceId}-${row.seller}`}
              isMine={(row) => isSameAddress(row.seller, account)}
              empty={<Empty title={text.share.offersEmpty}>{text.share.offersEmptyBody}</Empty>}
              columns={[
                { key: 'resource', head: text.common.resource, cell: (row) => resource(row.resourceId) },
                {
                  key: 'type',
                  head: text.common.type,
                  cell: (row) =>
                    `${row.revenueRight?.resource?.typeName ?? '–'} × ${row.revenueRight?.resource?.count ?? 1}`,
                },
                {
                  key: 'proof',
                  head: text.common.proofLevel,
                  cell: (row) => {
                    const proved = row.revenueRight?.resource;
                    return (
                      <ProofBadge
                        typeName={proved?.typeName ?? ''}
                        hashesPerSecond={proved?.latestHashesPerSecond ?? null}
                        range={proved?.latestRange ?? 'unknown'}
                        matchingTypes={proved?.matchingTypes ?? []}
                      />
                    );
                  },
                },
                { key: 'seller', head: text.share.seller, cell: (row) => <AddressLabel address={row.seller} /> },
                {
                  key: 'shares',
                  head: text.share.shares,
                  end: true,
                  cell: (row) => `${row.shares} / ${row.revenueRight?.totalShares ?? '?'}`,
                },
                {
                  key: 'income',
                  head: text.share.income,
                  end: true,
                  cell: (row) => <Tokens wei={row.revenueRight?.totalIncomeWei ?? 0n} />,
                },
                { key: 'until', head: text.share.offerEnds, cell: (row) => <Expiry at={row.until} /> },
                {
                  key: 'price',
                  head: text.share.pricePerShare,
                  end: true,
                  cell: (row) => <Tokens wei={row.priceWeiPerShare} />,
                },
                {
                  key: 'buy',
                  head: '',
                  label: text.common.actions,
                  end: true,
                  cell: (row) =>
                    isSameAddress(row.seller, account) ? (
                      <ActionButton
                        small
                        label={text.share.delist.confirm}
                        dialog={(onClose) => <DelistSharesDialog resourceId={row.resourceId} onClose={onClose} />}
                      />
                    ) : (
                      <ActionButton
                        small
                        look="primary"
                        label={text.market.buy}
                        aria-label={text.share.buy.title(row.resourceId.toString())}
                        dialog={(onClose) => <BuySharesDialog listing={row} onClose={onClose} />}
                      />
                    ),
                },
              ]}
            />
          )}
        </QueryView>
      </Panel>
      <Panel title={text.share.sales}>
        <QueryView query={sales}>
          {({ items }) => (
            <DataTable
              caption={text.share.sales}
              rows={items}
              rowKey={(row) => row.id}
              empty={<Empty title={text.share.salesEmpty} />}
              columns={[
                { key: 'time', head: text.common.time, cell: (row) => <Time at={row.time} /> },
                { key: 'resource', head: text.common.resource, cell: (row) => resource(row.resourceId) },
                { key: 'seller', head: text.share.seller, cell: (row) => <AddressLabel address={row.seller} /> },
                { key: 'buyer', head: text.share.buyer, cell: (row) => <AddressLabel address={row.buyer} /> },
                { key: 'shares', head: text.share.shares, end: true, cell: (row) => row.shares.toString() },
                { key: 'price', head: text.share.totalPrice, end: true, cell: (row) => <Tokens wei={row.priceWei} /> },
              ]}
            />
          )}
        </QueryView>
      </Panel>
    </Page>
  );
}
