import { resolve } from 'node:path';
import type { PlayedMove } from '@suanli/sdk';
import type { Address } from 'viem';
import type { CommandDefinition } from '../CommandDefinition.ts';
import type { CommandContext } from '../context/CommandContext.ts';
import type { JudgedStep } from '../demo/dispute/readJudgedStep.ts';
import type { DemoLie, DisputeDemoReport } from '../demo/runDisputeDemo.ts';
import { createProgressView, type ProgressView } from '../output/createProgressView.ts';
import { displayWidth } from '../output/displayWidth.ts';
import { formatDuration } from '../output/formatDuration.ts';
import { formatRows } from '../output/formatRows.ts';
import { formatTable } from '../output/formatTable.ts';
import { formatTokens } from '../output/formatTokens.ts';
import { padDisplay } from '../output/padDisplay.ts';
import { shortHex } from '../output/shortHex.ts';

/** A row of the game: who moved, which segment it picked, which steps are left, and what it cost. */
interface GameLine {
  readonly number: number;
  readonly who: string;
  readonly pick: number | undefined;
  readonly steps: { readonly first: bigint; readonly last: bigint };
  readonly gasUsed: bigint | undefined;
  readonly clocks: readonly [provider: number, verifier: number];
}

const margin = '  ';
/** No step of a demonstrated program has a longer number, with its commas. */
const stepWidth = 13;

/** `suanli demo dispute` */
export const demoDispute: CommandDefinition<[], { picture?: string }> = {
  path: 'demo dispute',
  // Not `--out`, which `demo` above it would take for its own.
  options: [{ flags: '--picture <file>', text: 'demoDisputePicture' }],
  async run(context, { options }) {
    const { terminal, text, signal, cwd } = context;
    const words = text.disputeDemo;
    const names = new Map<Address, string>();
    const nameOf = (account: Address) => names.get(account) ?? shortHex(account);
    const { runDisputeDemo } = await import('../demo/runDisputeDemo.ts');
    const say = (lines: string) => {
      if (!terminal.json) terminal.out.write(lines);
    };
    /** Of the job that runs. */
    let view: ProgressView | undefined;
    let moves = 0;
    let lie: DemoLie | undefined;
    let first: PlayedMove | undefined;
    let last: PlayedMove | undefined;
    const begin = (title: string) => say(`\n${margin}${terminal.style('bold', title)}\n`);
    const sentences = (lines: readonly string[]) => say(lines.map((line) => `${margin}${line}\n`).join(''));
    const showLine = (line: GameLine) => {
      if (line.number === 1) {
        begin(words.game);
        sentences([words.clocks]);
        say(gameTitle(context));
      }
      say(formatGameLine(context, line));
    };
    try {
      const report = await runDisputeDemo(
        { picture: resolve(cwd, options.picture ?? 'dispute.png') },
        {
          signal,
          onStep: (step) => {
            view?.finish();
            const line = words.steps[step];
            if (line !== '') terminal.note(`${margin}${terminal.styleErr('dim', line)}`);
            const isJob = step === 'job' || step === 'repair';
            view = isJob ? createProgressView({ terminal, text, unit: text.demo.tiles, nameOf }) : undefined;
          },
          onAccounts: (accounts) => {
            for (const { role, number, account } of accounts) {
              names.set(account, role === 'provider' ? text.demo.provider(number ?? 0) : words[role]);
            }
          },
          onProgress: (progress) => view?.update(progress),
          onLie: (seen) => {
            lie = seen;
            begin(words.lie);
            sentences(lieOf(context, lie, nameOf(lie.provider)));
            say('\n');
          },
          onMove: (move) => {
            moves++;
            first ??= move;
            last = move;
            showLine(lineOf(context, moves, move));
          },
          onVerdict: (step, challengerWon) => {
            if (!first || !last || !lie) return;
            showLine(judgedLine(context, moves + 1, step, last));
            begin(words.verdict);
            const horizonSteps = first.steps?.last ?? 0n;
            const liar = nameOf(lie.provider);
            sentences(verdictOf(context, { step, horizonSteps, moves, challengerWon, lie, liar }));
            say('\n');
          },
        },
      );
      begin(words.money);
      say(formatMoney(context, report, nameOf));
      sentences(moneyOf(context, report, nameOf(report.lie.provider)));
      const good = report.challengerWon && report.pictureMatches && report.bankConserved;
      const { style } = terminal;
      return {
        json: jsonOf(report),
        text: `\n${formatRows(
          [
            [text.demo.picture, report.picture],
            ['', report.pictureMatches ? style('green', words.same) : style('red', words.different)],
            [text.demo.gas, words.gasLine(report.gas, report.transactions)],
            [text.demo.books, report.bankConserved ? style('green', words.balanced) : style('red', words.unbalanced)],
            [text.demo.time, formatDuration(report.wallMs)],
          ],
          style,
        )}`,
        exitCode: good ? 0 : 1,
      };
    } finally {
      view?.finish();
    }
  },
};

function widthOf({ terminal }: CommandContext): number {
  return Math.max(40, Math.min(terminal.out.columns ?? 100, 100));
}

function grouped(value: bigint | number): string {
  return value.toLocaleString('en');
}

function lineOf({ text }: CommandContext, number: number, move: PlayedMove): GameLine {
  const { by, pick, steps = { first: 0n, last: 0n }, gasUsed, providerBlocksLeft, challengerBlocksLeft } = move;
  return {
    number,
    who: by === 'provider' ? text.disputeDemo.provider : text.disputeDemo.verifier,
    pick,
    steps,
    gasUsed,
    clocks: [providerBlocksLeft, challengerBlocksLeft],
  };
}

function judgedLine({ text }: CommandContext, number: number, step: JudgedStep, last: PlayedMove): GameLine {
  return {
    number,
    who: text.disputeDemo.chain,
    pick: step.pick,
    steps: { first: step.step, last: step.step + 1n },
    gasUsed: step.gasUsed,
    clocks: [last.providerBlocksLeft, last.challengerBlocksLeft],
  };
}

/** Widths of the columns, in the order of the titles. */
function gameWidths({ text }: CommandContext): readonly number[] {
  const { provider, verifier, chain, titles } = text.disputeDemo;
  const who = Math.max(...[provider, verifier, chain, titles.who].map(displayWidth));
  return [
    2,
    who,
    Math.max(displayWidth(titles.segment), 5),
    stepWidth,
    stepWidth,
    7,
    Math.max(displayWidth(titles.clocks), 7),
  ];
}

function fitsGame(context: CommandContext): boolean {
  const widths = gameWidths(context);
  return widthOf(context) >= margin.length + widths.reduce((sum, width) => sum + width, 0) + 2 * (widths.length - 1);
}

function gameCells(context: CommandContext, cells: readonly string[]): string {
  const widths = gameWidths(context);
  return cells.map((cell, i) => padDisplay(cell, widths[i] ?? 0, i === 1 ? 'left' : 'right')).join('  ');
}

function gameTitle(context: CommandContext): string {
  if (!fitsGame(context)) return '';
  const { terminal, text } = context;
  const widths = gameWidths(context);
  const { who, segment, from, to, gas, clocks } = text.disputeDemo.titles;
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return `${margin}${terminal.style('bold', gameCells(context, ['#', who, segment, from, to, gas, clocks]))}\n${margin}${terminal.style('dim', rule)}\n`;
}

function formatGameLine(context: CommandContext, line: GameLine): string {
  const { terminal, text } = context;
  const { number, who, pick, steps, gasUsed, clocks } = line;
  const segment = pick === undefined ? '–' : `${pick + 1}/16`;
  const gas = gasUsed === undefined ? '–' : grouped(gasUsed);
  const left = clocks.join('/');
  if (fitsGame(context)) {
    const cells = [String(number), who, segment, grouped(steps.first), grouped(steps.last), gas, left];
    return `${margin}${gameCells(context, cells)}\n`;
  }
  const { titles } = text.disputeDemo;
  return [
    `${margin}${padDisplay(String(number), 2, 'right')}  ${terminal.style('bold', who)}  ${titles.segment} ${segment}\n`,
    `${margin}    ${grouped(steps.first)} – ${grouped(steps.last)}\n`,
    `${margin}    ${titles.gas} ${gas}  ${titles.clocks} ${left}\n`,
  ].join('');
}

function lieOf({ text }: CommandContext, lie: DemoLie, liar: string): string[] {
  const { taskIndex, dealTasks, pixel, rendered, answered } = lie;
  return [
    text.disputeDemo.lieLine(liar, String(dealTasks), String(taskIndex)),
    text.disputeDemo.pixelLine(pixel.join(', '), rendered.join(' '), answered.join(' ')),
  ];
}

interface Verdict {
  readonly step: JudgedStep;
  readonly horizonSteps: bigint;
  /** Transactions before the judged step. */
  readonly moves: number;
  readonly challengerWon: boolean;
  readonly lie: DemoLie;
  readonly liar: string;
}

function verdictOf({ text }: CommandContext, verdict: Verdict): string[] {
  const { step, horizonSteps, moves, challengerWon, lie, liar } = verdict;
  const words = text.disputeDemo;
  const claimed = lie.answered.find((byte, i) => byte !== lie.rendered[i]);
  return [
    words.narrowed(grouped(horizonSteps), String(moves)),
    words.judgedLine(grouped(step.step), step.name, String(step.pc)),
    ...(step.stored === undefined || claimed === undefined
      ? []
      : [words.stored(String(step.stored.value), grouped(step.stored.address), String(claimed))]),
    challengerWon ? words.won(liar) : words.lost,
  ];
}

function formatMoney(
  { terminal, text }: CommandContext,
  report: DisputeDemoReport,
  nameOf: (account: Address) => string,
) {
  const words = text.disputeDemo;
  const signed = (wei: bigint) => (wei > 0n ? `+${formatTokens(wei)}` : formatTokens(wei));
  const total = report.accounts.reduce((sum, { beforeWei, afterWei }) => sum + afterWei - beforeWei, 0n);
  const sumOf = (key: 'beforeWei' | 'afterWei') => report.accounts.reduce((sum, person) => sum + person[key], 0n);
  return formatTable({
    columns: [
      { title: text.demo.account },
      { title: words.before, align: 'right' },
      { title: words.after, align: 'right' },
      { title: words.change, align: 'right' },
    ],
    rows: report.accounts.map(({ account, isLiar, beforeWei, afterWei }) => [
      isLiar ? words.liar(nameOf(account)) : nameOf(account),
      formatTokens(beforeWei),
      formatTokens(afterWei),
      signed(afterWei - beforeWei),
    ]),
    footer: [text.demo.together, formatTokens(sumOf('beforeWei')), formatTokens(sumOf('afterWei')), signed(total)],
    style: terminal.style,
  });
}

function moneyOf({ text }: CommandContext, report: DisputeDemoReport, liar: string): string[] {
  const { depositWei, stakeWei, rewardWei, compensationWei, repairedTasks } = report;
  const words = text.disputeDemo;
  return [
    words.forfeited(liar, formatTokens(depositWei), formatTokens(stakeWei)),
    words.shared(formatTokens(rewardWei), formatTokens(compensationWei)),
    words.repaired(String(repairedTasks)),
  ];
}

function jsonOf(report: DisputeDemoReport) {
  const { moves, judged, ...rest } = report;
  return {
    ...rest,
    moves: moves.map((move) => ({
      by: move.by,
      kind: move.kind,
      pick: move.pick ?? null,
      firstStep: move.steps?.first ?? null,
      lastStep: move.steps?.last ?? null,
      roundsLeft: move.roundsLeft,
      gas: move.gasUsed === undefined ? null : Number(move.gasUsed),
      providerBlocksLeft: move.providerBlocksLeft,
      challengerBlocksLeft: move.challengerBlocksLeft,
      block: move.blockNumber,
      tx: move.transactionHash,
    })),
    judged: {
      pick: judged.pick,
      step: judged.step,
      pc: judged.pc,
      opcode: judged.opcode,
      name: judged.name,
      ...(judged.stored === undefined ? {} : { stored: judged.stored }),
      gas: Number(judged.gasUsed),
      block: judged.blockNumber,
      tx: judged.transactionHash,
    },
  };
}
