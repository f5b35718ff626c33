import { taskStatusName } from '@suanli/protocol';
import type { CommandDefinition, CommandResult } from '../../CommandDefinition.ts';
import type { CommandContext } from '../../context/CommandContext.ts';
import { formatTable } from '../../output/formatTable.ts';
import type { JobSummary, SqliteJobStore } from '../../store/SqliteJobStore.ts';
import { withStore } from './internal/jobTools.ts';
import { shortJobId } from './internal/shortJobId.ts';

/** `suanli job status` */
export const jobStatus: CommandDefinition<[id?: string]> = {
  path: 'job status',
  arguments: [{ name: '[id]' }],
  run(context, { args: [id] }) {
    return withStore(context, async (store) =>
      id === undefined ? listJobs(context, store) : showJob(context, store, id),
    );
  },
};

function stateOf(context: CommandContext, summary: JobSummary): string {
  const { text, terminal } = context;
  const done = summary.tasksDone === summary.tasks;
  const word = summary.cancelled
    ? terminal.style('yellow', text.job.states.cancelled)
    : text.job.phases[summary.phase === 'ended' && !done ? 'endedIncomplete' : summary.phase];
  return summary.holder === undefined ? word : `${word}  ${terminal.style('dim', text.job.heldBy(summary.holder))}`;
}

function when(createdAtMs: number): string {
  return new Date(createdAtMs).toISOString().slice(0, 16).replace('T', ' ');
}

function listJobs(context: CommandContext, store: SqliteJobStore): CommandResult {
  const { text, terminal } = context;
  const jobs = store.listSummaries();
  if (jobs.length === 0) return { json: { jobs: [] }, text: `${text.job.none}\n` };
  return {
    json: { jobs: jobs.map(({ holder, ...job }) => ({ ...job, holder: holder ?? null })) },
    text: formatTable({
      columns: [
        { title: text.table.job },
        { title: text.table.name },
        { title: text.table.tasks, align: 'right' },
        { title: text.table.created },
        { title: text.table.state },
      ],
      rows: jobs.map((job) => [
        shortJobId(job.jobId),
        job.name,
        `${job.tasksDone}/${job.tasks}`,
        when(job.createdAtMs),
        stateOf(context, job),
      ]),
      style: terminal.style,
    }),
  };
}

async function showJob(context: CommandContext, store: SqliteJobStore, prefix: string): Promise<CommandResult> {
  const { text, terminal } = context;
  const [{ formatWork }, { displayWidth }, { formatTokens }, { shortHex }, { padDisplay }] = await Promise.all([
    import('@suanli/protocol'),
    import('../../output/displayWidth.ts'),
    import('../../output/formatTokens.ts'),
    import('../../output/shortHex.ts'),
    import('../../output/padDisplay.ts'),
  ]);
  const jobId = store.findJob(prefix);
  const summary = store.listSummaries().find((job) => job.jobId === jobId);
  const record = await store.loadJob(jobId);
  if (!summary || !record) throw new RangeError(`job ${jobId} vanished`);

  const first = new Map<number, string>();
  const perDeal = new Map<string, { readonly tasks: Set<number>; work: bigint }>();
  for (const { dealId, leaves } of store.iterateReceipts(jobId)) {
    const mine = perDeal.get(dealId) ?? { tasks: new Set<number>(), work: 0n };
    perDeal.set(dealId, mine);
    for (const { taskIndex, work, status } of leaves) {
      if (mine.tasks.has(taskIndex)) continue;
      mine.tasks.add(taskIndex);
      mine.work += work;
      if (!first.has(taskIndex)) first.set(taskIndex, taskStatusName(status as Parameters<typeof taskStatusName>[0]));
    }
  }
  const counts: Record<string, number> = {};
  for (const status of first.values()) counts[status] = (counts[status] ?? 0) + 1;
  const deals = record.deals
    .filter(({ deal }) => deal !== undefined)
    .map(({ dealId, announcement, phase, paidWei }) => ({
      dealId,
      provider: announcement.offer.provider,
      phase,
      tasks: perDeal.get(dealId)?.tasks.size ?? 0,
      work: perDeal.get(dealId)?.work ?? 0n,
      paidWei: paidWei ?? 0n,
    }));
  const words = Object.entries(counts).map(
    ([status, count]) => `${count} ${text.job.taskStatuses[status as keyof typeof text.job.taskStatuses]}`,
  );
  const facts: [string, string][] = [
    [text.table.job, jobId],
    [text.table.created, when(record.createdAtMs)],
    [text.table.state, stateOf(context, summary)],
    [text.job.tasks, `${summary.tasksDone}/${summary.tasks}${words.length > 0 ? `  (${words.join(', ')})` : ''}`],
    [text.job.gas, record.gasUsed.toLocaleString('en-US')],
  ];
  const width = Math.max(...facts.map(([label]) => displayWidth(label))) + 2;
  const lines = [
    terminal.style('bold', record.name),
    ...facts.map(([label, value]) => `  ${terminal.style('dim', padDisplay(label, width))}${value}`),
    '',
  ];
  const table = formatTable({
    columns: [
      { title: text.table.provider },
      { title: text.table.tasks, align: 'right' },
      { title: text.table.work, align: 'right' },
      { title: text.table.paid, align: 'right' },
      { title: text.table.deal },
    ],
    rows: deals.map(({ provider, tasks, work, paidWei, phase }) => [
      shortHex(provider),
      String(tasks),
      formatWork(work),
      formatTokens(paidWei),
      text.job.dealPhases[phase],
    ]),
    style: terminal.style,
  });
  return {
    json: {
      jobId,
      name: record.name,
      createdAtMs: record.createdAtMs,
      phase: record.phase,
      cancelled: record.cancelled,
      holder: summary.holder ?? null,
      tasks: summary.tasks,
      tasksDone: summary.tasksDone,
      taskCounts: counts,
      deals,
      gasUsed: record.gasUsed,
    },
    text: `${lines.join('\n')}\n${deals.length > 0 ? table : ''}`,
  };
}
