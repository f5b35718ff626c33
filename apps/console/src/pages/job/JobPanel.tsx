import { formatWork } from '@suanli/protocol';
import type { JobRecord } from '@suanli/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useConsole } from '../../data/ConsoleContext.tsx';
import { shortAddress } from '../../format/shortAddress.ts';
import { getNetwork } from '../../network/getNetwork.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useWriter } from '../../wallet/useWriter.ts';
import { JobPicture } from './JobPicture.tsx';
import classes from './JobsPage.module.css';
import { jobStore } from './jobStore.ts';
import { resumePicture, useRunningJob } from './runningJobs.ts';

/** One job: how far it is, who works on it, what it made, and what for it was signed and paid. */
export function JobPanel({ record }: { readonly record: JobRecord }) {
  const { text } = useText();
  const { config } = useConsole();
  const writer = useWriter();
  const { jobId, phase, deals } = record;
  const job = useRunningJob(jobId);
  const [failure, setFailure] = useState<unknown>();
  const progress = job?.progress;
  const receipts = useQuery({
    queryKey: ['receipts', jobId, phase, progress?.tasksDone],
    queryFn: () => jobStore.loadReceipts(jobId),
  });
  const done = new Set(receipts.data?.flatMap(({ leaves }) => leaves.map(({ taskIndex }) => taskIndex))).size;
  const work = receipts.data?.flatMap(({ leaves }) => leaves).reduce((sum, leaf) => sum + leaf.work, 0n) ?? 0n;
  const paidWei = deals.reduce((sum, deal) => sum + (deal.paidWei ?? 0n), 0n);
  const resume = async () => {
    if (writer.status !== 'ready') return;
    setFailure(undefined);
    try {
      await resumePicture({ client: writer.client, network: await getNetwork(config) }, jobId);
    } catch (error) {
      setFailure(error);
    }
  };
  const error = failure ?? job?.error;
  return (
    <Panel
      title={record.name}
      lead={<Time at={BigInt(Math.floor(record.createdAtMs / 1_000))} />}
      actions={
        phase !== 'ended' &&
        !job?.running && (
          <Button look="primary" disabled={writer.status !== 'ready'} onClick={() => void resume()}>
            {text.jobs.resume}
          </Button>
        )
      }
    >
      <p role="status">
        <Badge tone={phase === 'ended' ? 'good' : 'info'}>
          {job?.running && progress ? text.jobs.steps[progress.step] : text.jobs.phases[phase]}
        </Badge>
      </p>
      {phase !== 'ended' && (
        <progress className={classes.bar} aria-label={text.jobs.tasks} value={done} max={record.tasks.length} />
      )}
      <Facts
        facts={[
          { label: text.jobs.tasks, value: `${done} / ${record.tasks.length}` },
          { label: text.jobs.work, value: formatWork(work) },
          phase === 'ended'
            ? { label: text.jobs.paid, value: <Tokens wei={paidWei} /> }
            : { label: text.jobs.cost, value: <Tokens wei={progress?.costWei ?? 0n} /> },
        ]}
      />
      {error !== undefined && <ErrorNotice error={error} />}
      {done === record.tasks.length && <JobPicture jobId={jobId} />}
      {progress && progress.deals.length > 0 && (
        <DataTable
          caption={text.jobs.providers}
          showCaption
          rows={progress.deals}
          rowKey={(row) => row.dealId}
          empty={null}
          columns={[
            { key: 'provider', head: text.common.provider, cell: (row) => <AddressLabel address={row.provider} /> },
            { key: 'state', head: text.common.status, cell: (row) => text.jobs.states[row.state] },
            { key: 'tasks', head: text.jobs.tasks, end: true, cell: (row) => row.tasksDone },
            { key: 'work', head: text.jobs.work, end: true, cell: (row) => formatWork(row.work) },
            { key: 'cost', head: text.jobs.cost, end: true, cell: (row) => <Tokens wei={row.costWei} /> },
          ]}
        />
      )}
      <QueryView query={receipts}>
        {(batches) => (
          <DataTable
            caption={text.jobs.receipts}
            showCaption
            rows={batches}
            rowKey={(row) => row.signature}
            empty={<Empty title={text.jobs.noReceipts} />}
            columns={[
              {
                key: 'deal',
                head: text.jobs.deal,
                cell: (row) => <code title={row.dealId}>{shortAddress(row.dealId)}</code>,
              },
              { key: 'tasks', head: text.jobs.tasks, end: true, cell: (row) => row.leaves.length },
              {
                key: 'work',
                head: text.jobs.work,
                end: true,
                cell: (row) => formatWork(row.leaves.reduce((sum, leaf) => sum + leaf.work, 0n)),
              },
              {
                key: 'signature',
                head: text.jobs.signature,
                cell: (row) => <code title={row.signature}>{shortAddress(row.signature)}</code>,
              },
            ]}
          />
        )}
      </QueryView>
    </Panel>
  );
}
