import type { CommandDefinition } from '../CommandDefinition.ts';
import { formatDuration } from '../output/formatDuration.ts';
import { formatPercent } from '../output/formatPercent.ts';
import { formatRows } from '../output/formatRows.ts';
import { formatTable } from '../output/formatTable.ts';
import { formatTokens } from '../output/formatTokens.ts';
import { shortHex } from '../output/shortHex.ts';

const grouped = (value: bigint | number): string => value.toLocaleString('en');

/** `suanli demo payments` */
export const demoPayments: CommandDefinition = {
  path: 'demo payments',
  async run(context) {
    const { terminal, text, signal, language } = context;
    const words = text.paymentsDemo;
    const { runPaymentsDemo } = await import('../demo/runPaymentsDemo.ts');
    const { paymentReasonTexts } = await import('@suanli/sdk');
    let told = 0;
    const report = await runPaymentsDemo(
      {},
      {
        signal,
        onStep: (step) => terminal.note(`  ${terminal.styleErr('dim', words.steps[step])}`),
        onTasks: (done, of) => {
          if (done < told + of / 4) return;
          told = done;
          terminal.note(`  ${terminal.styleErr('dim', words.tasksDone(grouped(done), grouped(of)))}`);
        },
      },
    );
    const { style } = terminal;
    const table = formatTable({
      columns: [
        { title: words.way },
        { title: text.pay.transactions, align: 'right' },
        { title: text.demo.gas, align: 'right' },
        { title: text.pay.fee, align: 'right' },
        { title: text.pay.ofValue, align: 'right' },
        { title: words.deviation, align: 'right' },
        { title: words.deviationOf(grouped(report.rounds)), align: 'right' },
      ],
      rows: report.ways.map((way) => [
        words.ways[way.way],
        grouped(way.transactions),
        grouped(way.gas),
        formatTokens(way.feeWei),
        formatPercent(way.share),
        way.way === 'lottery' ? formatPercent(Math.sqrt(way.relativeVariance)) : '–',
        way.way === 'lottery' ? formatPercent(Math.sqrt(way.relativeVarianceOfRounds)) : '–',
      ]),
      style,
    });
    const { choice } = report;
    return {
      json: { ...report, choice: { method: choice.method, reason: choice.reason } },
      text: `\n${table}\n${formatRows(
        [
          [words.due, words.dueLine(formatTokens(report.dueWei), grouped(report.providers), grouped(report.tasks))],
          [
            words.assumed,
            words.assumedLine(formatTokens(report.gasPriceWei * 10n ** 9n), formatTokens(report.tokenWeiPerCoin)),
          ],
          [
            words.lottery,
            words.lotteryLine(formatPercent(report.lotteryPerDeals), formatPercent(report.lotteryPerDirect)),
          ],
          [text.pay.winner, words.winnerLine(shortHex(report.winner), String(report.ticketsCounted))],
          [words.choice, `${text.pay.methods[choice.method]} – ${paymentReasonTexts[choice.reason][language]}`],
          [
            text.demo.books,
            report.bankConserved
              ? style('green', text.disputeDemo.balanced)
              : style('red', text.disputeDemo.unbalanced),
          ],
          [text.demo.time, formatDuration(report.wallMs)],
        ],
        style,
      )}`,
      exitCode: report.bankConserved ? 0 : 1,
    };
  },
};
