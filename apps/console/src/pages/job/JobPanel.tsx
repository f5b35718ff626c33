import { formatWork, type ReceiptBatch, taskStatusName } from '@suanli/protocol';
import { billJob, type JobRecord } from '@suanli/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Hex } from 'viem';
import { useConsole } from '../../data/ConsoleContext.tsx';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { shortAddress } from '../../format/shortAddress.ts';
import { getNetwork } from '../../network/getNetwork.ts';
import type { Text } from '../../text/Text.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { downloadFile } from '../../ui/downloadFile.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useWriter } from '../../wallet/useWriter.ts';
import { JobBillView } from './JobBillView.tsx';
import { JobPicture } from './JobPicture.tsx';
import classes from './JobsPage.module.css';
import { jobOutcome } from './jobOutcome.ts';
import { jobStore } from './jobStore.ts';
import { type DealLine, dealLines, type ReceiptLine, receiptLines, receiptsJson } from './receiptLines.ts';
import { cancelPicture, type RunningJob, resumePicture } from './runningJobs.ts';

const outcomeTones = {
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
  open: 'info',
} as const satisfies Record<string, Tone>;
const none: readonly ReceiptBatch[] = [];

/** How a deal stands, in words. */
function dealStateText(text: Text, { ended, refuted, state }: DealLine): string {
  if (refuted) return text.jobs.refuted;
  if (ended) return text.jobs.settled;
  return state ? text.jobs.states[state] : text.jobs.notSettled;
}

function DealTable({ deals, ended }: { readonly deals: readonly DealLine[]; readonly ended: boolean }) {
  const { text } = useText();
  return (
    <DataTable
      caption={text.jobs.providers}
      rows={deals}
      rowKey={(row) => row.dealId}
      empty={null}
      columns={[
        { key: 'provider', head: text.common.provider, cell: (row) => <AddressLabel address={row.provider} /> },
        {
          key: 'state',
          head: text.common.status,
          cell: (row) => (
            <>
              {dealStateText(text, row)}
              {!row.ended && row.reason !== undefined && (
                <>
                  {' '}
                  <code>{row.reason}</code>
                </>
              )}
            </>
          ),
        },
        {
          key: 'tasks',
          head: text.jobs.tasks,
          end: true,
          cell: (row) => (row.inFlight > 0 ? `${row.tasks} (+${row.inFlight})` : row.tasks),
        },
        { key: 'work', head: text.jobs.work, end: true, cell: (row) => formatWork(row.work) },
        {
          key: 'cost',
          head: ended ? text.jobs.paid : text.jobs.cost,
          end: true,
          cell: (row) => (row.costWei === undefined ? '–' : <Tokens wei={row.costWei} />),
        },
      ]}
    />
  );
}

function ReceiptTable({ receipts }: { readonly receipts: readonly ReceiptLine[] }) {
  const { text } = useText();
  return (
    <DataTable
      caption={text.jobs.receipts}
      rows={receipts}
      rowKey={(row) => String(row.taskIndex)}
      empty={null}
      columns={[
        { key: 'task', head: text.jobs.task, cell: (row) => row.taskIndex + 1 },
        { key: 'provider', head: text.common.provider, cell: (row) => <AddressLabel address={row.provider} /> },
        { key: 'work', head: text.jobs.work, end: true, cell: (row) => formatWork(row.work) },
        {
          key: 'status',
          head: text.common.status,
          cell: (row) => (
            <Badge tone={row.status === 0 ? 'good' : 'bad'}>
              {text.lease.statuses[taskStatusName(row.status as 0)]}
            </Badge>
          ),
        },
        {
          key: 'signature',
          head: text.jobs.signature,
          cell: (row) => <code title={row.signature}>{shortAddress(row.signature)}</code>,
        },
      ]}
    />
  );
}

/** One job: how far it is, who works on it, what it made, and what for it was signed and paid. */
export function JobPanel({ record, job }: { readonly record: JobRecord; readonly job: RunningJob | undefined }) {
  const { text } = useText();
  const { config } = useConsole();
  const writer = useWriter();
  const { jobId, name, phase } = record;
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const progress = job?.progress;
  const batches =
    useQuery({
      queryKey: ['receipts', jobId, phase, progress?.tasksDone, job?.running],
      queryFn: () => jobStore.loadReceipts(jobId),
      placeholderData: (before) => before,
      structuralSharing: false,
    }).data ?? none;
  const receipts = receiptLines(record, batches);
  const deals = dealLines(record, batches, progress?.deals ?? []);
  const outcome = jobOutcome(record, receipts);
  const work = deals.reduce((sum, deal) => sum + deal.work, 0n);
  const costWei = deals.reduce((sum, deal) => sum + (deal.costWei ?? 0n), 0n);
  const running = job?.running ?? false;
  const own = writer.status === 'ready' && isSameAddress(writer.account, record.request.requester);
  const act = async (
    what: (context: Parameters<typeof resumePicture>[0], id: Hex, jobName: string) => Promise<void>,
  ) => {
    if (writer.status !== 'ready') return;
    setFailure(undefined);
    setBusy(true);
    try {
      await what({ client: writer.client, network: await getNetwork(config) }, jobId, name);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const error = failure ?? job?.error;
  const step =
    running && job?.stopping
      ? text.jobs.stopping
      : running && progress
        ? text.jobs.steps[progress.step]
        : text.jobs.phases[phase];
  return (
    <Panel
      title={name}
      lead={<Time at={BigInt(Math.floor(record.createdAtMs / 1_000))} />}
      actions={
        phase !== 'ended' && (
          <div className={classes.buttons}>
            {!running && (
              <Button look="primary" disabled={!own || busy} onClick={() => void act(resumePicture)}>
                {text.jobs.resume}
              </Button>
            )}
            {phase === 'running' && !job?.stopping && (
              <Button disabled={!own || busy} onClick={() => void act(cancelPicture)}>
                {text.jobs.stop}
              </Button>
            )}
          </div>
        )
      }
    >
      <p role="status">
        <Badge tone={outcomeTones[outcome]}>{outcome === 'open' ? step : text.jobs.outcomes[outcome]}</Badge>
      </p>
      {phase !== 'ended' && !own && (
        <Notice tone="info" title={text.jobs.otherAccount}>
          <AddressLabel address={record.request.requester} />
        </Notice>
      )}
      {phase !== 'ended' && own && !running && error === undefined && (
        <Notice tone="info">{text.jobs.interrupted}</Notice>
      )}
      {outcome === 'failed' && (
        <Notice tone="warn" title={text.jobs.failedTitle}>
          {text.jobs.failedBody}
        </Notice>
      )}
      {error !== undefined && <ErrorNotice error={error} />}
      {receipts.length < record.tasks.length && phase === 'running' && (
        <progress
          className={classes.bar}
          aria-label={text.jobs.tasks}
          value={receipts.length}
          max={record.tasks.length}
        />
      )}
      <div className={classes.result}>
        <JobPicture record={record} done={receipts.map(({ taskIndex }) => taskIndex)} />
        <Facts
          facts={[
            { label: text.jobs.tasks, value: `${receipts.length} / ${record.tasks.length}` },
            { label: text.jobs.work, value: formatWork(work) },
            { label: phase === 'ended' ? text.jobs.paid : text.jobs.cost, value: <Tokens wei={costWei} /> },
            { label: text.jobs.gas, value: billJob(record).gasUsed.toLocaleString('en') },
          ]}
        />
      </div>
      <DealTable deals={deals} ended={phase === 'ended'} />
      {record.deals.length > 0 &&
        (phase === 'ended' || record.payments?.some((payment) => payment.phase === 'paid')) && (
          <JobBillView record={record} />
        )}
      {receipts.length > 0 && (
        <details className={classes.receipts}>
          <summary>{text.jobs.receiptsOf(receipts.length)}</summary>
          <p>{text.jobs.receiptsLead}</p>
          <ReceiptTable receipts={receipts} />
          <Button
            small
            onClick={() =>
              downloadFile(
                `suanli-${jobId.slice(2, 10)}-receipts.json`,
                new Blob([receiptsJson(record, batches)], { type: 'application/json' }),
              )
            }
          >
            {text.jobs.saveReceipts}
          </Button>
        </details>
      )}
    </Panel>
  );
}
