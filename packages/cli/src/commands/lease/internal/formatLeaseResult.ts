import { formatWork, TaskStatus, taskStatusName } from '@suanli/protocol';
import type { LeaseJobResult } from '@suanli/sdk';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { countTasks } from '../../job/internal/countTasks.ts';
import { safeText } from '../../job/internal/safeText.ts';

/** So few tasks are shown with what they printed. */
const previewedTasks = 4;
const previewedLines = 12;
const shownFailures = 5;

/** Writes what a job in a lease came to, for people. */
export function formatLeaseResult(
  context: CommandContext,
  result: LeaseJobResult,
  options: { readonly name: string; readonly took: string; readonly preview: boolean },
): string {
  const { text, terminal } = context;
  const { style } = terminal;
  const state = style(['bold', result.state === 'completed' ? 'green' : 'red'], text.job.states[result.state]);
  const lines = ['', `  ${style('bold', options.name)}  ${state}  ${style('dim', options.took)}`, ''];
  const counts = [...countTasks(result)].map(([name, count]) => {
    const word = (text.job.taskStatuses as Readonly<Record<string, string>>)[name] ?? name;
    return `${count} ${name === 'completed' ? word : style('red', word)}`;
  });
  lines.push(`  ${style('dim', text.job.tasks)}  ${counts.join(', ')}`);
  lines.push(`  ${style('dim', text.job.work)}  ${formatWork(result.work)}`);

  const failing = result.tasks.filter(({ status }) => status !== TaskStatus.completed);
  if (failing.length > 0) lines.push('');
  for (const { index, status, output, failure } of failing.slice(0, shownFailures)) {
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

  if (options.preview && result.tasks.length <= previewedTasks) {
    for (const { index, output } of result.tasks) {
      const shown = output ? safeText(output.stdout, previewedLines) : [];
      if (shown.length === 0) continue;
      lines.push('', `  ${style('dim', text.job.printed(index))}`, ...shown.map((line) => `    ${line}`));
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}
