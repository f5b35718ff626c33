import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { parseEther } from 'viem';
import { useFunding } from '../../action/useFunding.ts';
import { useConsole } from '../../data/ConsoleContext.tsx';
import { getNetwork } from '../../network/getNetwork.ts';
import { useText } from '../../text/TextContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { useWriter } from '../../wallet/useWriter.ts';
import { JobPanel } from './JobPanel.tsx';
import classes from './JobsPage.module.css';
import { jobStore } from './jobStore.ts';
import { startPicture } from './runningJobs.ts';

const sizes = ['128', '256', '512'] as const;
/** What may be locked up at once: 16 tiles of at most 20 Gwu at 0.01 each, and a bounty for each of three deals. */
const escrowWei = parseEther('4');

function NewJob() {
  const { text } = useText();
  const { config } = useConsole();
  const writer = useWriter();
  const queries = useQueryClient();
  const funding = useFunding(escrowWei);
  const [size, setSize] = useState<(typeof sizes)[number]>('128');
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>();
  const start = async () => {
    if (writer.status !== 'ready' || funding.blocked !== undefined) return;
    setStarting(true);
    setError(undefined);
    const { client } = writer;
    try {
      for (const step of funding.steps) await step.run(client, new AbortController().signal);
      const network = await getNetwork(config);
      await startPicture({ client, network }, { size: Number(size), samples: 16, tiles: 16 });
      await queries.invalidateQueries({ queryKey: ['jobs'] });
    } catch (failure) {
      setError(failure);
    } finally {
      setStarting(false);
    }
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!starting) void start();
      }}
    >
      <SelectField
        label={text.jobs.size}
        value={size}
        onChange={setSize}
        options={sizes.map((value) => ({ value, label: `${value} × ${value}` }))}
      />
      {funding.steps.map(({ label }) => (
        <Notice key={label} tone="info" title={text.jobs.first}>
          {label}
        </Notice>
      ))}
      {funding.blocked !== undefined && <Notice tone="warn">{funding.blocked}</Notice>}
      <div>
        <Button look="primary" type="submit" disabled={starting || funding.blocked !== undefined}>
          {starting ? text.action.running : text.jobs.start}
        </Button>
      </div>
      {error !== undefined && <ErrorNotice error={error} />}
    </form>
  );
}

/** Jobs that this browser gives to providers, and what came of them. */
export function JobsPage() {
  const { text } = useText();
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
        <NeedWallet>
          <NewJob />
        </NeedWallet>
      </Panel>
      <QueryView query={jobs}>
        {(records) =>
          records.length === 0 ? (
            <Empty title={text.jobs.empty}>{text.jobs.emptyLead}</Empty>
          ) : (
            records.map((record) => <JobPanel key={record.jobId} record={record} />)
          )
        }
      </QueryView>
    </Page>
  );
}
