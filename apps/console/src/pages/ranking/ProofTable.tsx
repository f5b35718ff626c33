import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ComputeProofRow } from '../../data/tables.ts';
import { formatDuration } from '../../format/formatDuration.ts';
import { formatLevel } from '../../format/formatLevel.ts';
import { useText } from '../../text/TextContext.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { Time } from '../../ui/Time.tsx';
import { ProofVerdict } from './ProofVerdict.tsx';

/** Proofs, each with all that its verdict rests on: range, time, samples, leaves, depth. */
export function ProofTable({
  proofs,
  empty,
}: {
  readonly proofs: readonly ComputeProofRow[];
  readonly empty: ReactNode;
}) {
  const { text, language } = useText();
  return (
    <DataTable
      caption={text.ranking.proofsTitle}
      rows={proofs}
      rowKey={(row) => row.id.toString()}
      empty={empty}
      columns={[
        {
          key: 'id',
          head: text.common.id,
          cell: (row) => (
            <Link
              to="/proofs/$id"
              params={{ id: row.id.toString() }}
              aria-label={text.common.proofName(row.id.toString())}
            >
              {row.id.toString()}
            </Link>
          ),
        },
        { key: 'issued', head: text.common.time, cell: (row) => <Time at={row.issuedAt} /> },
        {
          key: 'range',
          head: text.ranking.validRange,
          cell: (row) => `${formatLevel(row.minHashesPerSecond)} – ${formatLevel(row.maxHashesPerSecond)}`,
        },
        {
          key: 'elapsed',
          head: text.ranking.elapsed,
          end: true,
          cell: (row) => (row.elapsedSeconds === null ? '–' : formatDuration(row.elapsedSeconds, language)),
        },
        { key: 'samples', head: text.ranking.samples, end: true, cell: (row) => row.samples },
        {
          key: 'leaves',
          head: text.ranking.leaves,
          end: true,
          cell: (row) => (2 ** row.leafCountLog2).toLocaleString('en'),
        },
        { key: 'depth', head: text.ranking.depth, end: true, cell: (row) => row.leafCountLog2 },
        {
          key: 'level',
          head: text.ranking.level,
          cell: (row) => (
            <ProofBadge
              typeName={row.typeName}
              hashesPerSecond={row.hashesPerSecond}
              range={row.range}
              matchingTypes={row.matchingTypes}
            />
          ),
        },
        { key: 'verdict', head: text.ranking.verdict, cell: (row) => <ProofVerdict stage={row.stage} /> },
      ]}
    />
  );
}
