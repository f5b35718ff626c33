import { levelRangeName } from '@suanli/protocol';
import { verifyProof } from '@suanli/sdk';
import { useMutation } from '@tanstack/react-query';
import { useConsole } from '../../data/ConsoleContext.tsx';
import { formatLevel } from '../../format/formatLevel.ts';
import { useText } from '../../text/TextContext.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';

/** Recomputes a proof's verdict in this page from the chain's data alone. */
export function VerifyProof({ proofId }: { readonly proofId: bigint }) {
  const { text } = useText();
  const { loadClient } = useConsole();
  const verify = useMutation({ mutationFn: async () => verifyProof(await loadClient(), { proofId }) });
  return (
    <Panel title={text.ranking.verify} lead={text.ranking.verifyLead}>
      <div>
        <Button disabled={verify.isPending} onClick={() => verify.mutate()}>
          {verify.isPending ? text.action.running : text.ranking.verifyStart}
        </Button>
      </div>
      <div role="status" aria-live="polite">
        {verify.data && (
          <Notice
            tone={verify.data.consistent ? 'good' : 'bad'}
            title={verify.data.consistent ? text.ranking.consistent : text.ranking.inconsistent}
          >
            {verify.data.hashesPerSecond !== undefined &&
              `${formatLevel(verify.data.hashesPerSecond)} · ${text.proof.range[levelRangeName(verify.data.range)]}`}
          </Notice>
        )}
      </div>
      {verify.data && (
        <DataTable
          caption={text.ranking.verify}
          rows={verify.data.checks}
          rowKey={(row) => row.name}
          empty={null}
          columns={[
            { key: 'name', head: text.ranking.check, cell: (row) => text.ranking.checks[row.name] },
            {
              key: 'outcome',
              head: text.ranking.outcome,
              cell: (row) => (
                <Badge tone={row.outcome === 'ok' ? 'good' : row.outcome === 'wrong' ? 'bad' : 'warn'}>
                  {text.ranking.outcomes[row.outcome]}
                </Badge>
              ),
            },
          ]}
        />
      )}
      {verify.error && <ErrorNotice error={verify.error} />}
    </Panel>
  );
}
