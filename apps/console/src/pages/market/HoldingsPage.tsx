import { Link } from '@tanstack/react-router';
import { useChainTime } from '../../data/heads.ts';
import { type UseRightRow, useRightFields } from '../../data/tables.ts';
import { useListings } from '../../data/useListings.ts';
import { useRows } from '../../data/useRows.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Expiry } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import classes from './HoldingsPage.module.css';

function byOwner(rows: readonly UseRightRow[], own: string | undefined): (readonly [string, readonly UseRightRow[]])[] {
  const groups = new Map<string, UseRightRow[]>();
  for (const row of rows) {
    if (row.owner === null) continue;
    groups.set(row.owner, [...(groups.get(row.owner) ?? []), row]);
  }
  return [...groups].sort(
    ([a], [b]) => Number(isSameAddress(b, own)) - Number(isSameAddress(a, own)) || a.localeCompare(b),
  );
}

/** What is on offer, beside what everybody holds. */
export function HoldingsPage() {
  const { text } = useText();
  const account = useAccount();
  const now = useChainTime();
  const { query: listings } = useListings({ orderBy: 'listedAt', descending: true });
  const held = useRows({
    table: 'useRights',
    fields: useRightFields,
    where: { status_in: ['held', 'listed'] },
    orderBy: 'id',
    descending: true,
  });
  const id = (useRightId: bigint) => (
    <Link to="/use-rights/$id" params={{ id: useRightId.toString() }}>
      {useRightId.toString()}
    </Link>
  );
  return (
    <Page title={text.holdings.title} lead={text.holdings.lead}>
      <div className={classes.sides}>
        <Panel
          title={text.market.onOffer}
          actions={
            <ButtonLink to="/market" small>
              {text.holdings.search}
            </ButtonLink>
          }
        >
          <QueryView query={listings}>
            {({ items }) => (
              <DataTable
                caption={text.market.onOffer}
                rows={items.filter(({ expiresAt }) => expiresAt > now)}
                rowKey={(row) => row.useRightId.toString()}
                isMine={(row) => isSameAddress(row.seller, account)}
                empty={<Empty title={text.market.emptyTitle}>{text.market.emptyBody}</Empty>}
                columns={[
                  { key: 'id', head: text.common.id, cell: (row) => id(row.useRightId) },
                  { key: 'type', head: text.common.type, cell: (row) => `${row.typeName} × ${row.count}` },
                  { key: 'lister', head: text.market.lister, cell: (row) => <AddressLabel address={row.seller} /> },
                  { key: 'proof', head: text.common.proofLevel, cell: (row) => <ProofBadge {...row} /> },
                  { key: 'price', head: text.common.price, end: true, cell: (row) => <Tokens wei={row.priceWei} /> },
                ]}
              />
            )}
          </QueryView>
        </Panel>
        <Panel title={text.holdings.held}>
          <QueryView query={held}>
            {({ items }) => {
              const owners = byOwner(
                items.filter(({ expiresAt }) => expiresAt > now),
                account,
              );
              if (owners.length === 0) return <Empty title={text.holdings.empty} />;
              return owners.map(([owner, rows]) => (
                <section key={owner} className={classes.owner} aria-label={owner}>
                  <h3>
                    <AddressLabel address={owner} /> <Badge>{text.holdings.count(rows.length)}</Badge>
                  </h3>
                  <DataTable
                    caption={text.holdings.of(owner)}
                    rows={rows}
                    rowKey={(row) => row.id.toString()}
                    empty={null}
                    columns={[
                      { key: 'id', head: text.common.id, cell: (row) => id(row.id) },
                      { key: 'type', head: text.common.type, cell: (row) => `${row.typeName} × ${row.count}` },
                      {
                        key: 'status',
                        head: text.common.status,
                        cell: (row) => (
                          <Badge tone={row.status === 'listed' ? 'info' : 'good'}>
                            {row.status === 'listed' ? text.useRight.status.listed : text.useRight.status.held}
                          </Badge>
                        ),
                      },
                      { key: 'expiry', head: text.common.expiry, cell: (row) => <Expiry at={row.expiresAt} /> },
                    ]}
                  />
                </section>
              ));
            }}
          </QueryView>
        </Panel>
      </div>
    </Page>
  );
}
