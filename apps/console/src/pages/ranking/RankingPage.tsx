import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Bars } from '../../chart/Bars.tsx';
import { rankingFields } from '../../data/tables.ts';
import { useResourceTypes } from '../../data/useResourceTypes.ts';
import { useRows } from '../../data/useRows.ts';
import { formatDuration } from '../../format/formatDuration.ts';
import { formatLevel } from '../../format/formatLevel.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { useAccount } from '../../wallet/useWriter.ts';

/** Who computes how fast, by proofs that passed. */
export function RankingPage() {
  const { text, language } = useText();
  const account = useAccount();
  const types = useResourceTypes();
  const [typeName, setTypeName] = useState('');
  const query = useRows({
    table: 'rankings',
    fields: rankingFields,
    where: { typeName: typeName || undefined },
    orderBy: 'bestHashesPerSecond',
    descending: true,
    limit: 200,
  });
  const shown = types.filter(({ name }) => typeName === '' || name === typeName);
  const sum = (key: 'proofsWithin1s' | 'proofsWithin60s' | 'proofsWithin600s' | 'proofsLonger') =>
    shown.reduce((total, type) => total + type[key], 0);
  const buckets = [
    { key: 'within1s', count: sum('proofsWithin1s') },
    { key: 'within60s', count: sum('proofsWithin60s') },
    { key: 'within600s', count: sum('proofsWithin600s') },
    { key: 'longer', count: sum('proofsLonger') },
  ] as const;
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  return (
    <Page title={text.ranking.title} lead={text.ranking.lead}>
      <Panel title={text.ranking.buckets}>
        <SelectField
          label={text.common.type}
          value={typeName}
          onChange={setTypeName}
          options={[{ value: '', label: text.common.all }, ...types.map(({ name }) => ({ value: name, label: name }))]}
        />
        <Bars
          caption={text.ranking.bucketsCaption}
          bars={buckets.map(({ key, count }) => ({
            key,
            label: text.ranking.bucket[key],
            length: count / most,
            value: text.ranking.proofs(count),
          }))}
        />
      </Panel>
      <Panel title={text.ranking.title}>
        <QueryView query={query}>
          {({ items }) => {
            const best = items[0]?.bestHashesPerSecond ?? 1n;
            return (
              <>
                {items.length > 1 && (
                  <Bars
                    caption={text.ranking.barsCaption}
                    bars={items.slice(0, 8).map((row) => ({
                      key: row.resourceId.toString(),
                      label: text.common.resourceName(row.resourceId.toString()),
                      length: Number((row.bestHashesPerSecond * 1_000n) / best) / 1_000,
                      value: formatLevel(row.bestHashesPerSecond),
                      tone: row.bestRange === 'within' ? 'good' : row.bestRange === 'above' ? 'warn' : 'bad',
                    }))}
                  />
                )}
                <DataTable
                  caption={text.ranking.title}
                  rows={items.map((row, index) => ({ ...row, place: index + 1 }))}
                  rowKey={(row) => row.resourceId.toString()}
                  isMine={(row) => isSameAddress(row.provider, account)}
                  empty={
                    <Empty
                      title={text.ranking.emptyTitle}
                      action={<ButtonLink to="/leases">{text.nav.routes['/leases']}</ButtonLink>}
                    >
                      {text.ranking.emptyBody}
                    </Empty>
                  }
                  columns={[
                    { key: 'place', head: text.ranking.place, end: true, cell: (row) => row.place },
                    {
                      key: 'resource',
                      head: text.common.resource,
                      names: true,
                      cell: (row) => (
                        <Link to="/resources/$id" params={{ id: row.resourceId.toString() }}>
                          {row.resourceId.toString()}
                        </Link>
                      ),
                    },
                    { key: 'type', head: text.common.type, cell: (row) => row.typeName },
                    { key: 'model', head: text.common.model, cell: (row) => `${row.model} × ${row.count}` },
                    {
                      key: 'provider',
                      head: text.common.provider,
                      cell: (row) => <AddressLabel address={row.provider} />,
                    },
                    {
                      key: 'level',
                      head: text.ranking.level,
                      cell: (row) => (
                        <ProofBadge
                          typeName={row.typeName}
                          hashesPerSecond={row.bestHashesPerSecond}
                          range={row.bestRange}
                          matchingTypes={row.matchingTypes}
                        />
                      ),
                    },
                    {
                      key: 'range',
                      head: text.ranking.validRange,
                      cell: (row) =>
                        row.bestProof === null
                          ? '–'
                          : `${formatLevel(row.bestProof.minHashesPerSecond)} – ${formatLevel(row.bestProof.maxHashesPerSecond)}`,
                    },
                    {
                      key: 'elapsed',
                      head: text.ranking.elapsed,
                      end: true,
                      cell: (row) => formatDuration(row.bestElapsedSeconds, language),
                    },
                    {
                      key: 'samples',
                      head: text.ranking.samples,
                      end: true,
                      cell: (row) => row.bestProof?.samples ?? '–',
                    },
                    {
                      key: 'leaves',
                      head: text.ranking.leaves,
                      end: true,
                      cell: (row) =>
                        row.bestProof === null ? '–' : (2 ** row.bestProof.leafCountLog2).toLocaleString('en'),
                    },
                    {
                      key: 'depth',
                      head: text.ranking.depth,
                      end: true,
                      cell: (row) => row.bestProof?.leafCountLog2 ?? '–',
                    },
                    { key: 'passed', head: text.ranking.passed, end: true, cell: (row) => row.passed },
                    {
                      key: 'proof',
                      head: text.ranking.bestProof,
                      end: true,
                      cell: (row) => (
                        <Link to="/proofs/$id" params={{ id: row.bestProofId.toString() }}>
                          {text.common.proofName(row.bestProofId.toString())}
                        </Link>
                      ),
                    },
                  ]}
                />
              </>
            );
          }}
        </QueryView>
      </Panel>
    </Page>
  );
}
