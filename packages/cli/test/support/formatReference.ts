import type { CommandDefinition, OptionDefinition } from '../../src/CommandDefinition.ts';
import { allCommands } from '../../src/commands/allCommands.ts';
import { globalOptions } from '../../src/globalOptions.ts';
import { en } from '../../src/text/en.ts';

const before = `# The command line

<!-- Generated from the program by packages/cli/test/reference.test.ts. To bring it up to date: npx vitest run packages/cli/test/reference.test.ts -u -->

\`suanli\` is a thin layer over \`@suanli/sdk\`: what a verb does, ten lines of TypeScript do as well. In a checkout it is
\`./suanli\`, which brings Node 24 and the dependencies where they are missing; elsewhere \`node packages/cli/src/main.ts\`.

## Conventions

- **Output.** Results go to stdout; quotes, progress and errors to stderr. With \`--json\` there is exactly one JSON document on
  stdout, one line: the result, or \`{"error": {"code", "message", "next", "details", "retryable"}}\`. Integers beyond 2^53 and all
  wei are decimal strings, bytes are base64.
- **Exit codes.** 0: done (for \`job run\` and \`job watch\` alone where the job is *completed*). 2: the job's program failed (trap,
  exit code, a limit). 1: everything else; the error has a code, see its line and its next step.
- **Amounts** are tokens in decimal notation, such as \`1.5\`; at most 18 decimals.
- **Times** are a duration from now by the clock of the chain, such as \`12h\` or \`30d\` (s, min, h, d), or a date such as
  \`2030-01-31T12:00Z\`.
- **Job ids** may be shortened to any start that only one job has.
- **Passwords** are never taken from the command line. In this order: the first line of \`--password-file\`, \`SUANLI_PASSWORD\`,
  the file named by \`SUANLI_PASSWORD_FILE\` or the configuration, a hidden prompt on a terminal.
- **Interruption.** The first SIGINT or SIGTERM ends a long command in order, the second at once. A job that was interrupted,
  even by \`kill -9\`, is carried on by \`job watch\`: its record, receipts and blobs are on disk before anything is sent.
- **Language.** English or 简体中文, see \`--lang\`. Colours appear on a terminal alone.

## Configuration

A flag wins over a \`SUANLI_\` variable, that over \`config.yaml\` of the data directory, that over the default. Unknown options are
refused.

| config.yaml | variable | flag | default |
|---|---|---|---|
| (no) | \`SUANLI_DATA_DIR\` | \`--data-dir\` | \`~/.suanli\` |
| \`rpcUrl\` | \`SUANLI_RPC_URL\` | \`--rpc-url\` | \`http://127.0.0.1:8545\` |
| \`deployment\` | \`SUANLI_DEPLOYMENT\` | \`--deployment\` | \`deployment.json\` of the data directory |
| \`peers\` (a list) | \`SUANLI_PEERS\` (with commas) | \`--peer\` | none |
| \`passwordFile\` | \`SUANLI_PASSWORD_FILE\` | \`--password-file\` | none |
| \`lang\` | \`SUANLI_LANG\` | \`--lang\` | the locale |

The data directory holds \`keystore.json\` (the wallet, encrypted, version 3), \`deployment.json\` (the market), \`config.yaml\`,
\`jobs.sqlite\` (jobs, receipts and outputs), \`blobs/\` and \`network.key\` (this side of the network), \`provider.yaml\` and \`node/\` (the
provider). \`keystore.json\` is the one that cannot be made again: keep a backup of it and of its password.

The provider has options of its own, listed by \`suanli provider config\` with meaning, unit and default. They come from
\`provider start\`'s flags, from variables such as \`SUANLI_PROVIDER_SLOTS\`, and from \`provider.yaml\`; chain, market, peers and wallet
are those above where the provider's own are not set.

## Options of every command

`;

function optionTable(options: readonly OptionDefinition[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  return [
    '| option | meaning |',
    '|---|---|',
    ...options.map(({ flags, text, required, repeatable }) => {
      const notes = [...(required === true ? ['required'] : []), ...(repeatable === true ? ['repeatable'] : [])];
      return `| \`${flags}\`${notes.length > 0 ? ` (${notes.join(', ')})` : ''} | ${cell(en.options[text])} |`;
    }),
    '',
  ].join('\n');
}

function section({ path, arguments: words = [], options = [] }: CommandDefinition): string {
  const { summary, examples } = en.commands[path];
  const usage = ['suanli', path, ...words.map(({ name }) => name)].join(' ');
  const widest = Math.max(0, ...examples.map(([command]) => command.length));
  return [
    `### ${path}`,
    '',
    `\`${usage}\``,
    '',
    `${summary}.`,
    '',
    ...(options.length > 0 ? [optionTable(options)] : []),
    '```sh',
    ...examples.map(([command, words]) => (words === '' ? command : `${command.padEnd(widest)}  # ${words}`)),
    '```',
    '',
  ].join('\n');
}

/** The reference of the command line, as docs/cli.md holds it. */
export function formatReference(): string {
  return `${before}${optionTable(globalOptions)}
## Commands

${allCommands.map(section).join('\n')}`;
}
