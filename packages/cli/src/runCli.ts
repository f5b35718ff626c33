import { readFileSync } from 'node:fs';
import { SuanliError } from '@suanli/protocol';
import { type Command, CommanderError } from 'commander';
import { chooseLanguage } from './config/chooseLanguage.ts';
import { loadCliConfig } from './config/loadCliConfig.ts';
import type { CommandContext } from './context/CommandContext.ts';
import { interruptSignal } from './context/interruptSignal.ts';
import type { GlobalOptions } from './globalOptions.ts';
import { usageError } from './internal/usageError.ts';
import { createTerminal } from './output/createTerminal.ts';
import { printError } from './output/printError.ts';
import type { Terminal, TextStream } from './output/Terminal.ts';
import { toJsonText } from './output/toJsonText.ts';
import { createProgram } from './program.ts';
import { textOf } from './text/textOf.ts';

export interface RunCliParameters {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly out: TextStream;
  readonly err: TextStream;
}

/** Prints an error as the command line asks for it: language, colours, `--json`, `--verbose`. */
export function printFailure(parameters: RunCliParameters, error: unknown): void {
  const { argv, env, cwd } = parameters;
  const language = chooseLanguage(argv, env, cwd);
  const verbose = argv.includes('--verbose');
  printError({ terminal: terminalOf(parameters), text: textOf(language), language, verbose }, error);
}

function terminalOf({ argv, env, out, err }: RunCliParameters): Terminal {
  return createTerminal({
    out,
    err,
    json: argv.includes('--json'),
    quiet: argv.includes('--quiet'),
    env,
    ...(argv.includes('--no-color') ? { color: false } : {}),
  });
}

/** Runs one command line and prints what it gives. Never throws; resolves with the exit code. */
export async function runCli(parameters: RunCliParameters): Promise<number> {
  const { argv, env, cwd, out, err } = parameters;
  const language = chooseLanguage(argv, env, cwd);
  const text = textOf(language);
  const terminal = terminalOf(parameters);
  let interrupt: ReturnType<typeof interruptSignal> | undefined;
  let exitCode = 0;
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const program = createProgram({
    text,
    version,
    out,
    bold: (words) => terminal.style('bold', words),
    async execute(definition, input) {
      const options = program.opts<GlobalOptions>();
      if (options.lang !== undefined && options.lang !== 'en' && options.lang !== 'zh') {
        throw new SuanliError('CLI_CHOICE_INVALID', {
          parameters: { name: '--lang', value: options.lang, choices: 'en, zh' },
        });
      }
      const context: CommandContext = {
        config: loadCliConfig({ flags: options, env, cwd }),
        terminal,
        text,
        language,
        env,
        cwd,
        verbose: options.verbose === true,
        argv,
        get signal() {
          interrupt ??= interruptSignal();
          return interrupt.signal;
        },
      };
      const result = await definition.run(context, input);
      if (!terminal.json && result.text !== undefined) out.write(result.text);
      if (terminal.json && result.json !== undefined) out.write(toJsonText(result.json));
      exitCode = result.exitCode ?? 0;
    },
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const asked = argv.length === 0;
    if (error instanceof CommanderError && error.code === 'commander.help' && !terminal.json) {
      (asked ? out : err).write(commandOf(program, argv).helpInformation());
      return asked ? 0 : 1;
    }
    const command = commandOf(program, argv);
    printFailure(parameters, error instanceof CommanderError ? usageError(error, wordsOf(command)) : error);
    return 1;
  } finally {
    interrupt?.dispose();
  }
  return exitCode;
}

/** The deepest command that the words name. */
function commandOf(program: Command, argv: readonly string[]): Command {
  let command = program;
  for (const word of argv) command = command.commands.find((child) => child.name() === word) ?? command;
  return command;
}

function wordsOf(command: Command): string {
  return command.parent ? `${wordsOf(command.parent)} ${command.name()}` : command.name();
}
