import { Link, useParams } from '@tanstack/react-router';
import { LevelHistory } from '../../chart/LevelHistory.tsx';
import { LevelRod } from '../../chart/LevelRod.tsx';
import { computeProofFields, resourceFields, revenueRightFields, useRightFields } from '../../data/tables.ts';
import { useResourceTypes } from '../../data/useResourceTypes.ts';
import { useRow } from '../../data/useRow.ts';
import { useRows } from '../../data/useRows.ts';
import { formatMemory } from '../../format/formatMemory.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
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
import { useAccount } from '../../wallet/useWriter.ts';
import { columnsOfUseRights } from '../market/columnsOfUseRights.tsx';
import { accruedWei } from '../share/accruedWei.ts';
import { UseRightStatus } from '../useRight/UseRightStatus.tsx';
import { ProofTable } from './ProofTable.tsx';
import { ResourceStatus } from './ResourceStatus.tsx';

/** One resource: what it claims to be, what was proved of it, who may use it and who shares its income. */
export function ResourcePage() {
  const { text } = useText();
  const account = useAccount();
  const { id } = useParams({ from: '/resources/$id' });
  const resourceId = BigInt(id);
  const query = useRow({ table: 'resource', fields: resourceFields, key: { id: resourceId } });
  const proofs = useRows({
    table: 'computeProofs',
    fields: computeProofFields,
    where: { resourceId },
    orderBy: 'id',
    limit: 200,
  });
  const rights = useRows({
    table: 'useRights',
    fields: useRightFields,
    where: { resourceId },
    orderBy: 'id',
    descending: true,
  });
  const revenue = useRow({ table: 'revenueRight', fields: revenueRightFields, key: { resourceId } });
  const types = useResourceTypes();
  const type = types.find((each) => each.id === query.data?.typeId);
  return (
    <Page title={text.common.resourceName(id)} lead={text.ranking.resourceLead}>
      <QueryView query={query}>
        {(resource) =>
          resource === null ? (
            <Empty
              title={text.ranking.resourceUnknown(id)}
              action={<ButtonLink to="/ranking">{text.ranking.title}</ButtonLink>}
            />
          ) : (
            <>
              <Panel title={text.ranking.claimedAndProved} actions={<ResourceStatus resource={resource} />}>
                <ProofBadge
                  typeName={resource.typeName}
                  hashesPerSecond={resource.latestHashesPerSecond}
                  range={resource.latestRange}
                  matchingTypes={resource.matchingTypes}
                />
                {type && <LevelRod {...type} hashesPerSecond={resource.latestHashesPerSecond} />}
                <Facts
                  facts={[
                    { label: text.common.type, value: `${resource.typeName} (${resource.typeId})` },
                    { label: text.common.model, value: `${resource.model} × ${resource.count}` },
                    { label: text.common.memory, value: formatMemory(resource.memoryMib * resource.count) },
                    { label: text.common.owner, value: <AddressLabel address={resource.owner} /> },
                    { label: text.provider.hardware, value: resource.hardwareIds.join(', ') },
                    { label: text.provider.created, value: <Time at={resource.createdAt} /> },
                  ]}
                />
              </Panel>
              <Panel title={text.ranking.proofsTitle}>
                <QueryView query={proofs}>
                  {({ items }) => {
                    const passed = items.filter((proof) => proof.stage === 'passed' && proof.hashesPerSecond !== null);
                    return (
                      <>
                        {type && passed.length > 0 && (
                          <LevelHistory
                            caption={text.ranking.historyCaption}
                            {...type}
                            points={passed.map((proof) => ({
                              key: proof.id.toString(),
                              time: proof.endedAt ?? proof.issuedAt,
                              hashesPerSecond: proof.hashesPerSecond ?? 0n,
                              range: proof.range,
                            }))}
                          />
                        )}
                        <ProofTable
                          proofs={items.toReversed()}
                          empty={<Empty title={text.ranking.noProofs}>{text.ranking.emptyBody}</Empty>}
                        />
                      </>
                    );
                  }}
                </QueryView>
              </Panel>
              <Panel title={text.useRight.title}>
                <QueryView query={rights}>
                  {({ items }) => (
                    <DataTable
                      caption={text.useRight.title}
                      rows={items}
                      rowKey={(row) => row.id.toString()}
                      isMine={(row) => isSameAddress(row.owner, account)}
                      empty={<Empty title={text.useRight.emptyTitle} />}
                      columns={[
                        ...columnsOfUseRights<(typeof items)[number]>(text, (row) => row).filter(({ key }) =>
                          ['id', 'owner', 'expiry'].includes(key),
                        ),
                        { key: 'status', head: text.common.status, cell: (row) => <UseRightStatus useRight={row} /> },
                        {
                          key: 'price',
                          head: text.useRight.lastPrice,
                          end: true,
                          cell: (row) => (row.lastPriceWei === null ? '–' : <Tokens wei={row.lastPriceWei} />),
                        },
                      ]}
                    />
                  )}
                </QueryView>
              </Panel>
              <Panel
                title={text.share.holders}
                actions={
                  <Link to="/shares" hash="offers">
                    {text.share.title}
                  </Link>
                }
              >
                <QueryView query={revenue}>
                  {(right) =>
                    right === null ? (
                      <Empty title={text.share.noRight} />
                    ) : (
                      <>
                        <Facts
                          facts={[
                            { label: text.share.total, value: right.totalShares.toString() },
                            { label: text.share.income, value: <Tokens wei={right.totalIncomeWei} /> },
                            { label: text.share.settled, value: <Tokens wei={right.settledWei} /> },
                          ]}
                        />
                        <DataTable
                          caption={text.share.holders}
                          rows={right.shareholdings.filter(({ shares }) => shares > 0n)}
                          rowKey={(row) => row.holder}
                          isMine={(row) => isSameAddress(row.holder, account)}
                          empty={null}
                          columns={[
                            {
                              key: 'holder',
                              head: text.share.holder,
                              cell: (row) => <AddressLabel address={row.holder} />,
                            },
                            {
                              key: 'shares',
                              head: text.share.shares,
                              end: true,
                              cell: (row) => `${row.shares} / ${right.totalShares}`,
                            },
                            {
                              key: 'accrued',
                              head: text.share.accrued,
                              end: true,
                              cell: (row) => <Tokens wei={accruedWei(row, right.incomePerShareWei)} />,
                            },
                            {
                              key: 'settled',
                              head: text.share.settled,
                              end: true,
                              cell: (row) => <Tokens wei={row.settledWei} />,
                            },
                          ]}
                        />
                      </>
                    )
                  }
                </QueryView>
              </Panel>
            </>
          )
        }
      </QueryView>
    </Page>
  );
}
