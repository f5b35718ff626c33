import { levelRangeName } from '@suanli/protocol';
import type { CommandDefinition } from '../CommandDefinition.ts';
import type { CommandContext } from '../context/CommandContext.ts';
import type { DemoStepReport, FactValue } from '../demo/useRight/DemoStep.ts';
import { formatDuration } from '../output/formatDuration.ts';
import { formatRate } from '../output/formatRate.ts';
import { formatRows } from '../output/formatRows.ts';
import { formatTime } from '../output/formatTime.ts';
import { formatTokens } from '../output/formatTokens.ts';
import { printError } from '../output/printError.ts';

/** `suanli demo use-right` */
export const demoUseRight: CommandDefinition<[], { type?: string }> = {
  path: 'demo use-right',
  options: [{ flags: '--type <type>', text: 'demoType' }],
  async run(context, { options }) {
    const { terminal, text, signal } = context;
    const words = text.useRightDemo;
    const { runUseRightDemo } = await import('../demo/runUseRightDemo.ts');
    let scenario = '';
    const report = await runUseRightDemo(options, {
      signal,
      onStep: (step) => terminal.note(`  ${terminal.styleErr('dim', words.starting[step])}`),
      onBegin: (number, name) => {
        if (terminal.json || terminal.out.isTTY !== true) return;
        terminal.err.write(`\r\x1b[2K  ${terminal.styleErr('dim', `${number}  ${words.steps[name]} …`)}`);
      },
      onDone: (step) => {
        if (terminal.json) return;
        if (terminal.out.isTTY === true) terminal.err.write('\r\x1b[2K');
        const [place = ''] = step.number.split('.');
        if (place !== scenario) {
          scenario = place;
          const title = place === '1' ? words.scenario1(options.type ?? 'GTX_1050') : words.scenario2;
          terminal.out.write(`\n${terminal.style('bold', title)}\n`);
        }
        terminal.out.write(formatStep(context, step));
      },
    });
    const { steps, failure, bankConserved, wallMs } = report;
    if (failure && !terminal.json) printError(context, failure.error);
    const gas = steps.flatMap(({ transactions }) => transactions).reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
    const summary = formatRows(
      [
        [words.gas, gas.toLocaleString('en')],
        [
          words.books,
          bankConserved ? terminal.style('green', words.balanced) : terminal.style('red', words.unbalanced),
        ],
        [words.time, formatDuration(wallMs)],
      ],
      terminal.style,
    );
    return {
      json: {
        type: report.type,
        steps: [
          ...steps.map(stepJson),
          ...(failure
            ? [
                {
                  number: failure.number,
                  name: failure.name,
                  id: null,
                  ok: false,
                  tx: null,
                  gas: 0,
                  error: failure.error.code,
                },
              ]
            : []),
        ],
        bankConserved,
        wallMs,
      },
      text: `\n${summary}`,
      exitCode: bankConserved && failure === undefined ? 0 : 1,
    };
  },
};

/** The last transaction is the one that the step is about; those before it prepare it. */
function stepJson({ number, name, id, transactions, facts, refusals, wallMs }: DemoStepReport) {
  return {
    number,
    name,
    id,
    ok: true,
    tx: transactions.at(-1)?.hash ?? null,
    gas: Number(transactions.reduce((sum, { gasUsed }) => sum + gasUsed, 0n)),
    transactions: transactions.map(({ what, hash, gasUsed }) => ({ what, tx: hash, gas: Number(gasUsed) })),
    facts: Object.fromEntries(facts.map(([label, value]) => [label, plain(value)])),
    refusals,
    wallMs,
  };
}

function plain(value: FactValue): unknown {
  if (typeof value !== 'object') return value;
  if ('wei' in value) return value.wei;
  if ('at' in value) return value.at;
  return 'range' in value ? levelRangeName(value.range) : value.hashesPerSecond;
}

function formatStep(context: CommandContext, step: DemoStepReport): string {
  const { text, terminal } = context;
  const words = text.useRightDemo;
  const show = (value: FactValue): string => {
    if (typeof value !== 'object') return String(value);
    if ('wei' in value) return text.amount(formatTokens(value.wei));
    if ('at' in value) return `${formatTime(value.at)} UTC`;
    return 'range' in value ? text.market.ranges[levelRangeName(value.range)] : formatRate(value.hashesPerSecond);
  };
  const { style } = terminal;
  const lines = [
    `\n  ${style('cyan', step.number)}  ${style('bold', words.steps[step.name])}  ${style('green', step.id)}`,
    ...step.facts.map(([label, value]) => `       ${words.facts[label]}: ${show(value)}`),
    ...step.refusals.map(
      ({ what, code }) =>
        `       ${style('yellow', words.refused)} ${words.refusals[what]}  ${style('dim', `[${code}]`)}`,
    ),
    ...step.transactions.map(
      ({ what, hash, gasUsed }) =>
        `       ${style('dim', `${words.transactions[what]}  ${hash}  ${gasUsed.toLocaleString('en')} gas`)}`,
    ),
  ];
  const claim = claimOf(context, step);
  if (claim !== undefined) lines.push(`       ${style('bold', claim)}`);
  return `${lines.join('\n')}\n`;
}

/** Says in one sentence whether the machine is what it is sold as. */
function claimOf({ text }: CommandContext, { facts }: DemoStepReport): string | undefined {
  const values = new Map(facts);
  const [claims, proves, level] = [values.get('claims'), values.get('proves'), values.get('level')];
  if (typeof claims !== 'string' || typeof proves !== 'string' || typeof level !== 'object') return undefined;
  const rate = 'hashesPerSecond' in level ? formatRate(level.hashesPerSecond) : '';
  return claims === proves
    ? text.useRightDemo.claimHolds(claims, rate)
    : text.useRightDemo.claimFails(claims, rate, proves);
}
