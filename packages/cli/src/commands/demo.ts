import { resolve } from 'node:path';
import type { Address } from 'viem';
import type { CommandDefinition } from '../CommandDefinition.ts';
import { parseWholeNumber } from '../input/parseWholeNumber.ts';
import { createProgressView } from '../output/createProgressView.ts';
import { displayWidth } from '../output/displayWidth.ts';
import { formatDuration } from '../output/formatDuration.ts';
import { formatTable } from '../output/formatTable.ts';
import { formatTokens } from '../output/formatTokens.ts';
import { padDisplay } from '../output/padDisplay.ts';
import { shortHex } from '../output/shortHex.ts';

interface DemoOptions {
  readonly out?: string;
  readonly size?: number;
  readonly samples?: number;
  readonly tiles?: number;
  readonly providers?: number;
}

/** `suanli demo` */
export const demo: CommandDefinition<[], DemoOptions> = {
  path: 'demo',
  options: [
    { flags: '--out <file>', text: 'demoOut' },
    { flags: '--size <pixels>', text: 'demoSize', parse: parseWholeNumber('--size', 8, 4_096) },
    { flags: '--samples <n>', text: 'demoSamples', parse: parseWholeNumber('--samples', 1, 4_096) },
    { flags: '--tiles <n>', text: 'demoTiles', parse: parseWholeNumber('--tiles', 1, 4_096) },
    { flags: '--providers <n>', text: 'demoProviders', parse: parseWholeNumber('--providers', 1, 16) },
  ],
  async run(context, { options }) {
    const { terminal, text, signal, cwd } = context;
    const names = new Map<Address, string>();
    const nameOf = (provider: Address) => names.get(provider) ?? shortHex(provider);
    const view = createProgressView({ terminal, text, unit: text.demo.tiles, nameOf });
    const { runRenderDemo } = await import('../demo/runRenderDemo.ts');
    try {
      const report = await runRenderDemo(
        {
          picture: resolve(cwd, options.out ?? 'render.png'),
          ...(options.size === undefined ? {} : { size: options.size }),
          ...(options.samples === undefined ? {} : { samples: options.samples }),
          ...(options.tiles === undefined ? {} : { tiles: options.tiles }),
          ...(options.providers === undefined ? {} : { providers: options.providers }),
        },
        {
          signal,
          onStep: (step) => {
            const words = text.demo.steps[step];
            if (words !== '') view.note(`  ${terminal.styleErr('dim', words)}`);
          },
          onProviders: (providers) => {
            for (const [i, provider] of providers.entries()) names.set(provider, text.demo.provider(i + 1));
          },
          onProgress: view.update,
        },
      );
      view.finish();
      const gwu = (work: number) => `${work.toFixed(2)} Gwu`;
      const table = formatTable({
        columns: [
          { title: text.table.provider },
          { title: text.demo.account },
          { title: text.demo.tilesTitle, align: 'right' },
          { title: text.table.work, align: 'right' },
          { title: text.demo.paid, align: 'right' },
        ],
        rows: report.perProvider.map(({ provider, tasks, workGwu, paidWei }) => [
          nameOf(provider),
          shortHex(provider),
          String(tasks),
          gwu(workGwu),
          formatTokens(paidWei),
        ]),
        footer: [
          text.demo.together,
          '',
          `${report.completed}/${report.tasks}`,
          gwu(report.workGwu),
          formatTokens(report.paidWei),
        ],
        style: terminal.style,
      });
      const lines = [
        [text.demo.picture, report.picture],
        [text.demo.gas, text.demo.gasLine(report.gas, report.result.deals.length)],
        [
          text.demo.books,
          report.bankConserved
            ? terminal.style('green', text.demo.balanced)
            : terminal.style('red', text.demo.unbalanced),
        ],
        [text.demo.time, formatDuration(report.wallMs)],
      ] as const;
      const width = Math.max(...lines.map(([title]) => displayWidth(title)));
      const { result: _result, deploymentGas: _deploymentGas, ...json } = report;
      return {
        json,
        text: `\n${table}\n${lines.map(([title, words]) => `  ${terminal.style('bold', padDisplay(title, width))}  ${words}`).join('\n')}\n`,
        exitCode: report.bankConserved ? 0 : 1,
      };
    } finally {
      view.finish();
    }
  },
};
