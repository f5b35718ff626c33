import { formatWork } from '@suanli/protocol';
import type { DealProgress, JobProgress } from '@suanli/sdk';
import type { Address } from 'viem';
import type { Text } from '../text/Text.ts';
import { cutDisplay } from './cutDisplay.ts';
import { displayWidth } from './displayWidth.ts';
import { formatDuration } from './formatDuration.ts';
import { formatTokens } from './formatTokens.ts';
import { padDisplay } from './padDisplay.ts';
import { shortHex } from './shortHex.ts';
import type { Terminal } from './Terminal.ts';

export interface CreateProgressViewParameters {
  readonly terminal: Terminal;
  readonly text: Text;
  /** What the tasks are called. Default the language's word for tasks. */
  readonly unit?: string;
  /** A provider's name. Default its shortened address. */
  readonly nameOf?: (provider: Address) => string;
  /** Without a terminal: at least so long between two lines, in milliseconds. Default 3000. */
  readonly lineIntervalMs?: number;
  /** Milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}

/** Shows how a job goes on, on the terminal's `err`. */
export interface ProgressView {
  update(progress: JobProgress): void;
  /** Prints a line that stays, above the live block. */
  note(line: string): void;
  /** Draws the last state and leaves it there. Safe to call twice. */
  finish(): void;
}

const redrawMs = 100;
const clockMs = 1_000;
const mostProviders = 10;

/**
 * Makes the view of a running job. On a terminal: a block redrawn in place with a bar for the whole, figures, and a line
 * per provider. Elsewhere: a line whenever the step changes and every few seconds. With `--quiet`, or `--json` while
 * nobody watches: nothing.
 *
 * @example
 * const view = createProgressView({ terminal, text });
 * try {
 *   await runJob(context, { job }, { onProgress: view.update });
 * } finally {
 *   view.finish();
 * }
 */
export function createProgressView(parameters: CreateProgressViewParameters): ProgressView {
  const { terminal, text, lineIntervalMs = 3_000, now = Date.now } = parameters;
  const { err } = terminal;
  const style = terminal.styleErr;
  const unit = parameters.unit ?? text.progress.tasks;
  const nameOf = parameters.nameOf ?? shortHex;
  const live = err.isTTY === true && process.env.TERM !== 'dumb';
  const silent = terminal.quiet || (terminal.json && !live);
  const startedAt = now();
  let last: JobProgress | undefined;
  let drawnLines = 0;
  let drawnAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let linedAt = Number.NEGATIVE_INFINITY;
  let linedStep: string | undefined;
  let linedDone = -1;
  let finished = false;

  const bar = (done: number, inFlight: number, total: number, width: number): string => {
    const filled = total === 0 ? 0 : Math.floor((done / total) * width);
    const busy = total === 0 ? 0 : Math.min(width - filled, Math.ceil((inFlight / total) * width));
    return (
      style('cyan', '━'.repeat(filled)) +
      style('blue', '╍'.repeat(busy)) +
      style('dim', '─'.repeat(width - filled - busy))
    );
  };

  const dealLine = (deal: DealProgress, progress: JobProgress, nameWidth: number, barWidth: number): string => {
    const name = padDisplay(nameOf(deal.provider), nameWidth);
    const figures = [
      padDisplay(String(deal.tasksDone), 6, 'right'),
      padDisplay(formatWork(deal.work), 9, 'right'),
      padDisplay(formatTokens(deal.costWei), 9, 'right'),
    ].join('  ');
    const good = deal.state === 'ready' || deal.state === 'answered' || deal.state === 'stopped';
    const word = text.progress.states[deal.state];
    const state = good
      ? style('dim', deal.tasksInFlight > 0 ? text.progress.inFlight(deal.tasksInFlight) : word)
      : style(deal.state === 'connecting' ? 'yellow' : 'red', deal.reason ? `${word} (${deal.reason})` : word);
    return `  ${name}  ${bar(deal.tasksDone, deal.tasksInFlight, progress.tasks, barWidth)}${figures}  ${state}`;
  };

  const block = (progress: JobProgress): string[] => {
    const columns = Math.max(40, err.columns ?? 80);
    const shown = progress.deals.slice(-mostProviders);
    const nameWidth = Math.max(11, ...shown.map(({ provider }) => displayWidth(nameOf(provider))));
    const barWidth = Math.max(8, Math.min(32, columns - nameWidth - 52));
    const percent = progress.tasks === 0 ? 0 : Math.floor((progress.tasksDone / progress.tasks) * 100);
    const inFlight = progress.deals.reduce((sum, deal) => sum + deal.tasksInFlight, 0);
    const failed = progress.tasksFailed > 0 ? `  ${style('red', text.progress.failed(progress.tasksFailed))}` : '';
    const lines = [
      '',
      `  ${style('bold', text.progress.steps[progress.step])}  ${style('dim', formatDuration(now() - startedAt))}${failed}`,
      `  ${bar(progress.tasksDone, inFlight, progress.tasks, nameWidth + 2 + barWidth)}${padDisplay(`${percent} %`, 6, 'right')}  ${progress.tasksDone}/${progress.tasks} ${unit}  ${formatWork(progress.work)}  ${text.amount(formatTokens(progress.costWei))}`,
      ...shown.map((deal) => dealLine(deal, progress, nameWidth, barWidth)),
    ];
    const hidden = progress.deals.length - shown.length;
    if (hidden > 0) lines.push(`  ${style('dim', text.progress.more(hidden))}`);
    return lines.map((line) => cutDisplay(line, columns - 1));
  };

  const erase = (): string => (drawnLines === 0 ? '' : `\x1b[${drawnLines}F\x1b[J`);
  const draw = (above = ''): void => {
    clearTimeout(timer);
    const lines = last ? block(last) : [];
    // One write, so that no half-drawn block is ever seen.
    err.write(erase() + above + lines.map((line) => `${line}\n`).join(''));
    drawnLines = lines.length;
    drawnAt = now();
    // The clock goes on while nothing else does.
    if (!finished && last) timer = setTimeout(draw, clockMs).unref();
  };
  const line = (progress: JobProgress): void => {
    err.write(
      `${[
        padDisplay(formatDuration(now() - startedAt), 7, 'right'),
        text.progress.steps[progress.step],
        `${progress.tasksDone}/${progress.tasks} ${unit}`,
        formatWork(progress.work),
        text.amount(formatTokens(progress.costWei)),
        text.progress.providers(progress.deals.length),
        ...(progress.tasksFailed > 0 ? [text.progress.failed(progress.tasksFailed)] : []),
      ].join('  ')}\n`,
    );
    linedAt = now();
    linedStep = progress.step;
    linedDone = progress.tasksDone;
  };

  return {
    update(progress) {
      last = progress;
      if (silent || finished) return;
      if (!live) {
        if (progress.step !== linedStep || now() - linedAt >= lineIntervalMs) line(progress);
        return;
      }
      const waitMs = redrawMs - (now() - drawnAt);
      clearTimeout(timer);
      if (waitMs <= 0) draw();
      else timer = setTimeout(draw, waitMs).unref();
    },
    note(words) {
      if (silent) return;
      if (live) draw(`${words}\n`);
      else err.write(`${words}\n`);
    },
    finish() {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      if (silent || !last) return;
      if (live) draw('');
      else if (last.step !== linedStep || last.tasksDone !== linedDone) line(last);
    },
  };
}
