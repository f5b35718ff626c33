import { dissolveResource } from '@suanli/sdk';
import { Link } from '@tanstack/react-router';
import { ActionButton } from '../../action/ActionButton.tsx';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { many, one } from '../../data/fields.ts';
import { useChainTime } from '../../data/heads.ts';
import { hardwareFields, incomeReceiptFields, resourceFields } from '../../data/tables.ts';
import { useRows } from '../../data/useRows.ts';
import { useText } from '../../text/TextContext.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { ResourceStatus } from '../ranking/ResourceStatus.tsx';
import { MyShares } from '../share/MyShares.tsx';

const fields = {
  ...resourceFields,
  revenueRight: one({ totalIncomeWei: 'bigint', totalShares: 'bigint' }),
  useRights: many({ id: 'bigint', status: 'text', expiresAt: 'bigint', sold: 'boolean' }),
} as const;

function DissolveDialog({ resourceId, onClose }: { readonly resourceId: bigint; readonly onClose: () => void }) {
  const { text } = useText();
  const words = text.provider.dissolve;
  return (
    <ActionDialog
      title={words.title(resourceId.toString())}
      what={words.what}
      confirm={words.confirm}
      steps={[{ label: words.title(resourceId.toString()), run: (client) => dissolveResource(client, { resourceId }) }]}
      done={words.done(resourceId.toString())}
      onClose={onClose}
    />
  );
}

function OwnResources({ owner }: { readonly owner: string }) {
  const { text } = useText();
  const now = useChainTime();
  const query = useRows({
    table: 'resources',
    fields,
    where: { owner: owner.toLowerCase(), dissolved: false },
    orderBy: 'id',
    descending: true,
  });
  const hardware = useRows({
    table: 'hardwares',
    fields: hardwareFields,
    where: { owner: owner.toLowerCase(), resourceId: null },
    orderBy: 'id',
  });
  const ids = (query.data?.items ?? []).map(({ id }) => id);
  const receipts = useRows({
    table: 'incomeReceipts',
    fields: incomeReceiptFields,
    where: { resourceId_in: ids },
    orderBy: 'id',
    descending: true,
    limit: 20,
    enabled: ids.length > 0,
  });
  const isFree = (row: { readonly boundTo: bigint | null; readonly boundUntil: bigint }) =>
    row.boundTo === null || row.boundUntil <= now;
  return (
    <>
      <Panel title={text.provider.resources}>
        <QueryView query={query}>
          {({ items }) => (
            <>
              {items.length > 0 && (
                <Facts
                  look="big"
                  facts={[
                    { label: text.provider.resources, value: items.length },
                    { label: text.provider.freeOnes, value: items.filter(isFree).length },
                    {
                      label: text.share.income,
                      value: (
                        <Tokens wei={items.reduce((sum, row) => sum + (row.revenueRight?.totalIncomeWei ?? 0n), 0n)} />
                      ),
                    },
                    { label: text.provider.spareHardware, value: hardware.data?.items.length ?? 0 },
                  ]}
                />
              )}
              <DataTable
                caption={text.provider.resources}
                rows={items}
                rowKey={(row) => row.id.toString()}
                empty={
                  <Empty
                    title={text.provider.emptyTitle}
                    action={
                      <ButtonLink to="/provider/new" look="primary">
                        {text.provider.begin}
                      </ButtonLink>
                    }
                  >
                    {text.provider.emptyBody}
                  </Empty>
                }
                columns={[
                  {
                    key: 'id',
                    head: text.common.resource,
                    cell: (row) => (
                      <Link to="/resources/$id" params={{ id: row.id.toString() }}>
                        {text.common.resourceName(row.id.toString())}
                      </Link>
                    ),
                  },
                  { key: 'type', head: text.common.type, cell: (row) => row.typeName },
                  { key: 'model', head: text.common.model, cell: (row) => `${row.model} × ${row.count}` },
                  { key: 'status', head: text.common.status, cell: (row) => <ResourceStatus resource={row} /> },
                  {
                    key: 'proof',
                    head: text.common.proofLevel,
                    cell: (row) => (
                      <ProofBadge
                        typeName={row.typeName}
                        hashesPerSecond={row.latestHashesPerSecond}
                        range={row.latestRange}
                        matchingTypes={row.matchingTypes}
                      />
                    ),
                  },
                  {
                    key: 'income',
                    head: text.share.income,
                    end: true,
                    cell: (row) => (row.revenueRight === null ? '–' : <Tokens wei={row.revenueRight.totalIncomeWei} />),
                  },
                  {
                    key: 'do',
                    head: '',
                    label: text.common.actions,
                    end: true,
                    cell: (row) => {
                      const bound = row.useRights.find(({ id }) => id === row.boundTo);
                      const unlisted = !isFree(row) && bound?.status === 'held' && !bound.sold;
                      return (
                        <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 6, justifyContent: 'flex-end' }}>
                          {(isFree(row) || unlisted) && (
                            <ButtonLink
                              small
                              look="primary"
                              to="/provider/new"
                              search={{ resource: row.id.toString() }}
                            >
                              {isFree(row) && row.hasRevenueRight ? text.provider.reissue : text.provider.carryOn}
                            </ButtonLink>
                          )}
                          {isFree(row) && (
                            <ActionButton
                              small
                              look="danger"
                              label={text.provider.dissolve.confirm}
                              aria-label={text.provider.dissolve.title(row.id.toString())}
                              dialog={(onClose) => <DissolveDialog resourceId={row.id} onClose={onClose} />}
                            />
                          )}
                        </span>
                      );
                    },
                  },
                ]}
              />
            </>
          )}
        </QueryView>
      </Panel>
      <Panel title={text.share.mine}>
        <MyShares />
      </Panel>
      {ids.length > 0 && (
        <Panel title={text.provider.receipts}>
          <QueryView query={receipts}>
            {({ items }) => (
              <DataTable
                caption={text.provider.receipts}
                rows={items}
                rowKey={(row) => row.id}
                empty={<Empty title={text.provider.receiptsEmpty} />}
                columns={[
                  { key: 'time', head: text.common.time, cell: (row) => <Time at={row.time} /> },
                  {
                    key: 'resource',
                    head: text.common.resource,
                    cell: (row) => text.common.resourceName(row.resourceId.toString()),
                  },
                  {
                    key: 'source',
                    head: text.provider.source,
                    cell: (row) => text.provider.sources[row.source as 'market'] ?? row.source,
                  },
                  { key: 'amount', head: text.common.amount, end: true, cell: (row) => <Tokens wei={row.amountWei} /> },
                ]}
              />
            )}
          </QueryView>
        </Panel>
      )}
    </>
  );
}

/** What a provider has, what of it is free, and what it earns. */
export function ProviderPage() {
  const { text } = useText();
  const account = useAccount();
  return (
    <Page
      title={text.provider.title}
      lead={text.provider.lead}
      actions={
        <ButtonLink to="/provider/new" look="primary">
          {text.provider.begin}
        </ButtonLink>
      }
    >
      <NeedWallet why={text.provider.needs}>{account && <OwnResources owner={account} />}</NeedWallet>
    </Page>
  );
}
