import { dealStatusName, formatWork, TaskStatus, taskStatusName } from '@suanli/protocol';
import { billReasonTexts, fetchOutput, type JobResult } from '@suanli/sdk';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { displayWidth } from '../../../output/displayWidth.ts';
import { formatTable } from '../../../output/formatTable.ts';
import { formatTokens } from '../../../output/formatTokens.ts';
import { padDisplay } from '../../../output/padDisplay.ts';
import { shortHex } from '../../../output/shortHex.ts';
import type { SqliteJobStore } from '../../../store/SqliteJobStore.ts';
import { countTasks } from './countTasks.ts';
import { safeText } from './safeText.ts';
import { shortJobId } from './shortJobId.ts';

/** So few tasks are shown with what they printed. */
const previewedTasks = 4;
const previewedLines = 12;
const shownFailures = 5;

export interface FormatResultOptions {
  /** How long it took, for the title. */
  readonly took?: string;
  readonly name: string;
  /** True shows what the tasks of a small job printed. */
  readonly preview?: boolean;
}

/** Writes a job's result for people: how it ended, who did what for how much, what failed, and what to do next. */
export async function formatResult(
  context: CommandContext,
  store: SqliteJobStore,
  result: JobResult,
  options: FormatResultOptions,
): Promise<string> {
  const { text, terminal } = context;
  const { style } = terminal;
  const id = shortJobId(result.jobId);
  const colors = { completed: 'green', failed: 'red', cancelled: 'yellow' } as const;
  const state = style(['bold', colors[result.state]], text.job.states[result.state]);
  const took = options.took === undefined ? '' : `  ${style('dim', options.took)}`;
  const lines = ['', `  ${style('bold', options.name)}  ${style('dim', id)}  ${state}${took}`, ''];

  const counts = [...countTasks(result)].map(([name, count]) => {
    const word = (text.job.taskStatuses as Readonly<Record<string, string>>)[name] ?? name;
    return `${count} ${name === 'completed' ? word : style('red', word)}`;
  });
  const facts: [string, string][] = [
    [text.job.tasks, counts.join(', ')],
    [text.job.work, formatWork(result.work)],
    [text.job.paid, text.amount(formatTokens(result.paidWei))],
    [text.job.gas, result.gasUsed.toLocaleString('en-US')],
    [text.job.bill, billText(context, result)],
  ];
  if (result.deals.length > 0) {
    lines.push(
      formatTable({
        columns: [
          { title: text.table.provider },
          { title: text.table.tasks, align: 'right' },
          { title: text.table.work, align: 'right' },
          { title: text.table.paid, align: 'right' },
          { title: text.table.deal },
        ],
        rows: result.deals.map(({ provider, tasks, work, paidWei, status, reason }) => [
          shortHex(provider),
          String(tasks),
          formatWork(work),
          formatTokens(paidWei),
          text.job.dealStatuses[dealStatusName(status)] + (reason === undefined ? '' : ` (${reason})`),
        ]),
        style,
      }),
    );
  }
  const width = Math.max(...facts.map(([label]) => displayWidth(label))) + 2;
  lines.push(...facts.map(([label, value]) => `  ${style('dim', padDisplay(label, width))}${value}`));

  const failing = result.tasks.filter(({ status }) => status !== TaskStatus.completed);
  if (failing.length > 0) lines.push('');
  for (const { index, status, failure } of failing.slice(0, shownFailures)) {
    const output =
      status === undefined
        ? undefined
        : await fetchOutput(store, { jobId: result.jobId, taskIndex: index }).catch(() => undefined);
    const how =
      status === undefined
        ? (failure?.code ?? text.job.taskStatuses.missing)
        : status === TaskStatus.exited && output
          ? text.job.exited(output.exitCode)
          : text.job.taskStatuses[taskStatusName(status)];
    lines.push(`  ${text.job.task(index)}  ${style('red', how)}`);
    const stderr = output ? safeText(output.stderr, 3) : [];
    lines.push(...stderr.map((line) => `    ${style('dim', line)}`));
  }
  if (failing.length > shownFailures)
    lines.push(`  ${style('dim', text.job.moreTasks(failing.length - shownFailures))}`);

  if (options.preview === true && result.tasks.length <= previewedTasks) {
    for (const { index, status } of result.tasks) {
      if (status === undefined) continue;
      const output = await fetchOutput(store, { jobId: result.jobId, taskIndex: index }).catch(() => undefined);
      const shown = output ? safeText(output.stdout, previewedLines) : [];
      if (shown.length === 0) continue;
      lines.push('', `  ${style('dim', text.job.printed(index))}`, ...shown.map((line) => `    ${line}`));
    }
  }

  const hints: string[] = [];
  if (result.disagreements.length > 0) hints.push(text.job.disagreements(result.disagreements.length));
  if (result.openDeals > 0) hints.push(text.job.openDeals(result.openDeals, id));
  if (result.tasks.some(({ status }) => status !== undefined)) hints.push(text.job.fetchHint(id));
  return `${[...lines, '', ...hints.map((hint) => `  ${style('cyan', '→')} ${hint}`)].join('\n').trimEnd()}\n`;
}

/** How the job was paid, why so, and what that saved. */
function billText({ text, language }: CommandContext, { bill }: JobResult): string {
  const reasons = bill.reasons.map((reason) => billReasonTexts[reason][language]).join(' ');
  const saved = bill.savedGas > 0n ? `, ${text.job.billSaved(bill.savedGas.toLocaleString('en-US'))}` : '';
  return `${text.job.billMethods[bill.method]}${saved}  ${reasons}`;
}
