import { useChainTime } from '../../data/heads.ts';
import { useUseRights } from '../../data/useUseRights.ts';
import { useText } from '../../text/TextContext.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { columnsOfUseRights } from '../market/columnsOfUseRights.tsx';
import { UseRightStatus } from '../useRight/UseRightStatus.tsx';

function OwnLeases({ owner }: { readonly owner: string }) {
  const { text } = useText();
  const now = useChainTime();
  const { query, fromChain } = useUseRights(owner);
  return (
    <QueryView query={query}>
      {({ items }) => {
        const live = items.filter((row) => row.owner !== null && row.expiresAt > now);
        const over = items.filter((row) => row.owner !== null && row.expiresAt <= now);
        const columns = [
          ...columnsOfUseRights<(typeof items)[number]>(text, (row) => row).filter(
            ({ key }) => key !== 'owner' && key !== 'typeId',
          ),
          {
            key: 'status',
            head: text.common.status,
            cell: (row: (typeof items)[number]) => <UseRightStatus useRight={row} />,
          },
          {
            key: 'proof',
            head: text.common.proofLevel,
            cell: (row: (typeof items)[number]) => (
              <ProofBadge
                typeName={row.typeName}
                hashesPerSecond={row.resource?.latestHashesPerSecond ?? null}
                range={row.resource?.latestRange ?? 'unknown'}
                matchingTypes={row.resource?.matchingTypes ?? []}
              />
            ),
          },
        ];
        return (
          <>
            {fromChain && <Notice tone="warn">{text.status.fromChain}</Notice>}
            <Panel title={text.lease.live}>
              <DataTable
                caption={text.lease.live}
                rows={live}
                rowKey={(row) => row.id.toString()}
                empty={
                  <Empty
                    title={text.lease.emptyTitle}
                    action={
                      <ButtonLink to="/market" look="primary">
                        {text.useRight.toMarket}
                      </ButtonLink>
                    }
                  >
                    {text.lease.emptyBody}
                  </Empty>
                }
                columns={[
                  ...columns,
                  {
                    key: 'open',
                    head: '',
                    label: text.common.actions,
                    end: true,
                    cell: (row) => (
                      <ButtonLink small look="primary" to="/leases/$id" params={{ id: row.id.toString() }}>
                        {text.lease.use}
                      </ButtonLink>
                    ),
                  },
                ]}
              />
            </Panel>
            {over.length > 0 && (
              <Panel title={text.lease.over}>
                <DataTable
                  caption={text.lease.over}
                  rows={over}
                  rowKey={(row) => row.id.toString()}
                  empty={null}
                  columns={columns}
                />
              </Panel>
            )}
          </>
        );
      }}
    </QueryView>
  );
}

/** The use rights of the connected account, to be used. */
export function LeasesPage() {
  const { text } = useText();
  const account = useAccount();
  return (
    <Page title={text.lease.title} lead={text.lease.lead}>
      <NeedWallet why={text.lease.needs}>{account && <OwnLeases owner={account} />}</NeedWallet>
    </Page>
  );
}
