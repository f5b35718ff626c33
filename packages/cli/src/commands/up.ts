import { resolve } from 'node:path';
import type { CommandDefinition } from '../CommandDefinition.ts';
import { parseWholeNumber } from '../input/parseWholeNumber.ts';
import { describeFailure } from '../output/describeFailure.ts';
import { displayWidth } from '../output/displayWidth.ts';
import { formatTable } from '../output/formatTable.ts';
import { padDisplay } from '../output/padDisplay.ts';
import { toJsonText } from '../output/toJsonText.ts';

interface UpOptions {
  readonly data?: string;
  readonly port?: number;
  readonly rpcPort?: number;
  readonly indexerPort?: number;
  readonly providers?: number;
  readonly empty?: boolean;
  readonly databaseUrl?: string;
}

/** `suanli up` */
export const up: CommandDefinition<[], UpOptions> = {
  path: 'up',
  options: [
    { flags: '--data <folder>', text: 'upData' },
    { flags: '--port <port>', text: 'upPort', parse: parseWholeNumber('--port', 0, 65_535) },
    { flags: '--rpc-port <port>', text: 'upRpcPort', parse: parseWholeNumber('--rpc-port', 0, 65_535) },
    { flags: '--indexer-port <port>', text: 'upIndexerPort', parse: parseWholeNumber('--indexer-port', 0, 65_535) },
    { flags: '--providers <n>', text: 'upProviders', parse: parseWholeNumber('--providers', 1, 16) },
    { flags: '--empty', text: 'upEmpty' },
    { flags: '--database-url <url>', text: 'upDatabaseUrl' },
  ],
  async run(context, { options }) {
    const { terminal, text, signal, cwd, language } = context;
    const { data, ...rest } = options;
    const { startUp } = await import('../up/startUp.ts');
    try {
      const market = await startUp(
        { ...rest, ...(data === undefined ? {} : { dataDir: resolve(cwd, data) }) },
        {
          signal,
          onStep: (step) => terminal.note(`  ${terminal.styleErr('dim', text.up.steps[step])}`),
          onFailure: (error) => {
            const { code, message } = describeFailure(error, language);
            terminal.note(`  ${terminal.styleErr('yellow', text.up.seedFailed(message))} [${code}]`);
          },
        },
      );
      try {
        const { consoleUrl, rpcUrl, indexerUrl, graphqlUrl, dataDir, deployment, accounts, bootstrap } = market;
        if (terminal.json) {
          const ready = { ready: true, consoleUrl, rpcUrl, indexerUrl, graphqlUrl, dataDir, deployment, bootstrap };
          terminal.out.write(
            toJsonText({
              ...ready,
              accounts: accounts.map(({ name, address }) => ({ name, address })),
              pid: process.pid,
            }),
          );
        } else {
          const lines = [
            [text.up.console, terminal.style(['bold', 'cyan'], consoleUrl)],
            [text.up.rpc, rpcUrl],
            ['GraphQL', graphqlUrl],
            ['SQL', `${indexerUrl}/sql`],
            [text.up.data, data === undefined ? `${dataDir} ${terminal.style('dim', text.up.temporary)}` : dataDir],
          ] as const;
          const width = Math.max(...lines.map(([title]) => displayWidth(title)));
          const table = formatTable({
            columns: [{ title: text.up.account }, { title: text.up.address }],
            rows: accounts.map(({ name, address }) => [name, address]),
            style: terminal.style,
          });
          terminal.out.write(
            `\n${lines.map(([title, words]) => `  ${terminal.style('bold', padDisplay(title, width))}  ${words}`).join('\n')}\n\n${table}\n  ${terminal.style('dim', text.up.stop)}\n`,
          );
        }
        await new Promise<void>((done) => {
          if (signal.aborted) done();
          else signal.addEventListener('abort', () => done(), { once: true });
        });
        terminal.note(`  ${terminal.styleErr('dim', text.up.stopping)}`);
      } finally {
        await market.stop();
      }
    } catch (error) {
      // Told to stop while it started: that is no failure.
      if (!signal.aborted) throw error;
    }
    return {};
  },
};
