import { Link, useParams } from '@tanstack/react-router';
import { LevelRod } from '../../chart/LevelRod.tsx';
import { computeProofFields } from '../../data/tables.ts';
import { useRow } from '../../data/useRow.ts';
import { formatDuration } from '../../format/formatDuration.ts';
import { formatLevel } from '../../format/formatLevel.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Time } from '../../ui/Time.tsx';
import { ProofVerdict } from './ProofVerdict.tsx';
import { VerifyProof } from './VerifyProof.tsx';

/** One proof, with all that its verdict rests on, and a way to check it oneself. */
export function ProofPage() {
  const { text, language } = useText();
  const { id } = useParams({ from: '/proofs/$id' });
  const query = useRow({ table: 'computeProof', fields: computeProofFields, key: { id: BigInt(id) } });
  return (
    <Page title={text.common.proofName(id)} lead={text.ranking.proofLead}>
      <QueryView query={query}>
        {(proof) =>
          proof === null ? (
            <Empty
              title={text.ranking.proofUnknown(id)}
              action={<ButtonLink to="/ranking">{text.ranking.title}</ButtonLink>}
            />
          ) : (
            <>
              <Panel title={text.ranking.verdict} actions={<ProofVerdict stage={proof.stage} />}>
                <ProofBadge {...proof} />
                <LevelRod {...proof} />
                <Facts
                  facts={[
                    {
                      label: text.ranking.validRange,
                      value: `${formatLevel(proof.minHashesPerSecond)} – ${formatLevel(proof.maxHashesPerSecond)}`,
                    },
                    {
                      label: text.ranking.level,
                      value: proof.hashesPerSecond === null ? '–' : formatLevel(proof.hashesPerSecond),
                    },
                    {
                      label: text.ranking.elapsed,
                      value: proof.elapsedSeconds === null ? '–' : formatDuration(proof.elapsedSeconds, language),
                    },
                    { label: text.ranking.timeLimit, value: formatDuration(proof.timeLimitSeconds, language) },
                    { label: text.ranking.samples, value: proof.samples },
                    { label: text.ranking.leaves, value: (2 ** proof.leafCountLog2).toLocaleString('en') },
                    { label: text.ranking.depth, value: proof.leafCountLog2 },
                    { label: text.ranking.hashesPerLeaf, value: proof.hashesPerLeaf.toString() },
                  ]}
                />
              </Panel>
              <Panel title={text.ranking.proofFacts}>
                <Facts
                  facts={[
                    {
                      label: text.common.resource,
                      value: (
                        <Link to="/resources/$id" params={{ id: proof.resourceId.toString() }}>
                          {text.common.resourceName(proof.resourceId.toString())}
                        </Link>
                      ),
                    },
                    {
                      label: text.market.useRight,
                      value: (
                        <Link to="/use-rights/$id" params={{ id: proof.useRightId.toString() }}>
                          {text.common.nameOfUseRight(proof.useRightId.toString())}
                        </Link>
                      ),
                    },
                    { label: text.ranking.prover, value: <AddressLabel address={proof.prover} /> },
                    { label: text.ranking.claimed, value: `${proof.typeName} · ${proof.model} × ${proof.count}` },
                    { label: text.ranking.issuedAt, value: <Time at={proof.issuedAt} /> },
                    {
                      label: text.ranking.committedAt,
                      value: proof.committedAt === null ? '–' : <Time at={proof.committedAt} />,
                    },
                    { label: text.ranking.endedAt, value: proof.endedAt === null ? '–' : <Time at={proof.endedAt} /> },
                  ]}
                />
                <Facts
                  look="list"
                  facts={[
                    { label: text.ranking.seed, value: <code>{proof.seed ?? '–'}</code> },
                    { label: text.ranking.root, value: <code>{proof.root ?? '–'}</code> },
                  ]}
                />
              </Panel>
              <VerifyProof proofId={proof.id} />
            </>
          )
        }
      </QueryView>
    </Page>
  );
}
