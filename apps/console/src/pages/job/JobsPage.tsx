import type { JobRecord } from '@suanli/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Hex } from 'viem';
import { useConsole } from '../../data/ConsoleContext.tsx';
import { useText } from '../../text/TextContext.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { JobPanel } from './JobPanel.tsx';
import { jobStore } from './jobStore.ts';
import { NewJob } from './NewJob.tsx';
import { dismissJob, type RunningJob, useRunningJobs } from './runningJobs.ts';

/** A job of which nothing is kept yet: providers are looked for, or there were none. */
function BeginningPanel({ job }: { readonly job: RunningJob }) {
  const { text } = useText();
  return (
    <Panel
      title={job.name}
      actions={!job.running && <Button onClick={() => dismissJob(job.jobId)}>{text.common.close}</Button>}
    >
      {job.running && (
        <p role="status">
          <Badge tone="info">{text.jobs.steps[job.progress?.step ?? 'offers']}</Badge>
        </p>
      )}
      {job.running && <Loading />}
      {job.error && <ErrorNotice error={job.error} />}
    </Panel>
  );
}

function PastJobs({ records }: { readonly records: readonly JobRecord[] }) {
  const { text } = useText();
  const [shown, setShown] = useState<Hex>();
  const record = records.find(({ jobId }) => jobId === shown);
  return (
    <>
      <Panel title={text.jobs.past}>
        <DataTable
          caption={text.jobs.past}
          rows={records}
          rowKey={(row) => row.jobId}
          empty={null}
          columns={[
            { key: 'name', head: text.jobs.job, cell: (row) => row.name },
            {
              key: 'time',
              head: text.common.time,
              cell: (row) => <Time at={BigInt(Math.floor(row.createdAtMs / 1_000))} />,
            },
            { key: 'tasks', head: text.jobs.tasks, end: true, cell: (row) => row.tasks.length },
            { key: 'providers', head: text.jobs.providersShort, end: true, cell: (row) => row.deals.length },
            {
              key: 'paid',
              head: text.jobs.paid,
              end: true,
              cell: (row) => <Tokens wei={row.deals.reduce((sum, { paidWei }) => sum + (paidWei ?? 0n), 0n)} />,
            },
            {
              key: 'show',
              head: '',
              label: text.common.actions,
              end: true,
              cell: (row) => (
                <Button
                  small
                  aria-expanded={row.jobId === shown}
                  onClick={() => setShown(row.jobId === shown ? undefined : row.jobId)}
                >
                  {row.jobId === shown ? text.jobs.hide : text.jobs.show}
                </Button>
              ),
            },
          ]}
        />
      </Panel>
      {record && <JobPanel key={record.jobId} record={record} job={undefined} />}
    </>
  );
}

/** Jobs that this browser gives to providers, and what came of them. */
export function JobsPage() {
  const { text } = useText();
  const { config } = useConsole();
  const running = useRunningJobs();
  const jobs = useQuery({
    queryKey: ['jobs'],
    queryFn: () => jobStore.listJobs(),
    // Records change as jobs go on.
    refetchInterval: 1_000,
    structuralSharing: false,
  });
  return (
    <Page title={text.jobs.title} lead={text.jobs.lead}>
      <Panel title={text.jobs.render} lead={text.jobs.renderLead}>
        {config.bootstrap.length === 0 && <Notice tone="warn">{text.jobs.noNetwork}</Notice>}
        <NeedWallet why={text.jobs.needs}>
          <NewJob />
        </NeedWallet>
      </Panel>
      <QueryView query={jobs}>
        {(records) => {
          const here = (record: JobRecord) => running.find(({ jobId }) => jobId === record.jobId);
          const current = records.filter((record) => record.phase !== 'ended' || here(record));
          const past = records.filter((record) => !current.includes(record));
          const beginning = running.filter(({ jobId }) => !records.some((record) => record.jobId === jobId));
          return (
            <>
              {beginning.toReversed().map((job) => (
                <BeginningPanel key={job.jobId} job={job} />
              ))}
              {current.map((record) => (
                <JobPanel key={record.jobId} record={record} job={here(record)} />
              ))}
              {past.length > 0 && <PastJobs records={past} />}
              {records.length === 0 && beginning.length === 0 && (
                <Empty title={text.jobs.empty}>{text.jobs.emptyLead}</Empty>
              )}
            </>
          );
        }}
      </QueryView>
    </Page>
  );
}
