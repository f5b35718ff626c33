import type { Command } from 'commander';
import type { CommandPath } from '../CommandDefinition.ts';
import { allCommands } from '../commands/allCommands.ts';
import { globalOptions } from '../globalOptions.ts';
import { displayWidth } from '../output/displayWidth.ts';
import { padDisplay } from '../output/padDisplay.ts';
import type { Text } from '../text/Text.ts';

/** The words of a command after the program's name; empty for the program itself. */
export function pathOf(command: Command): string {
  const words: string[] = [];
  for (let at: Command | null = command; at?.parent; at = at.parent) words.unshift(at.name());
  return words.join(' ');
}

/** The help of a command in a language. */
export function formatHelp(command: Command, text: Text, bold: (words: string) => string = (words) => words): string {
  const path = pathOf(command);
  const own = command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--version' && long !== '--help');
  const globals = new Set(globalOptions.map(({ flags }) => flags));
  const isProgram = path === '';
  const argumentWords = (command as unknown as { _args: readonly ArgumentLike[] })._args.map(wordOf);
  const usage = [
    'suanli',
    path,
    ...(command.commands.length > 0 && !runs(command) ? [text.program.commandWord] : argumentWords),
    text.program.optionsWord,
  ].filter((word) => word !== '');

  const sections: string[] = [command.description(), `${bold(text.program.usage)}  ${usage.join(' ')}`];
  const list = (title: string, rows: readonly (readonly [string, string])[]) => {
    if (rows.length === 0) return;
    const width = Math.max(...rows.map(([term]) => displayWidth(term))) + 2;
    sections.push(
      [bold(title), ...rows.map(([term, words]) => `  ${padDisplay(term, width)}${words}`.trimEnd())].join('\n'),
    );
  };
  list(text.program.commands, commandRows(command, isProgram));
  list(
    text.program.options,
    own.filter(({ flags }) => !globals.has(flags)).map(({ flags, description }) => [flags, description ?? '']),
  );
  const { examples } = isProgram ? { examples: [] } : text.commands[path as CommandPath];
  list(text.program.examples, examples);
  list(text.program.globalOptions, [
    ...globalOptions.map(({ flags, text: key }): [string, string] => [flags, text.options[key]]),
    ['-h, --help', text.options.help],
    ...(isProgram ? [['-V, --version', text.options.version] as [string, string]] : []),
  ]);
  if (isProgram) sections.push(text.program.more);
  return `${sections.join('\n\n')}\n`;
}

interface ArgumentLike {
  readonly required: boolean;
  readonly variadic: boolean;
  name(): string;
}

function wordOf(argument: ArgumentLike): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** The commands below a command; of the program, with those of its groups, so that one look shows all. */
function commandRows(command: Command, deep: boolean): [string, string][] {
  return command.commands.flatMap((child): [string, string][] => {
    const words = (child as unknown as { _args: readonly ArgumentLike[] })._args.map(wordOf);
    const name = deep ? pathOf(child) : child.name();
    const own: [string, string] = [[name, ...words].join(' '), child.description()];
    if (child.commands.length === 0 || !deep) return [own];
    // One that has others under it may do something by itself as well.
    return [...(runs(child) ? [own] : []), ...commandRows(child, true)];
  });
}

/** Whether a command does something by itself, and not only by those under it. */
function runs(command: Command): boolean {
  return allCommands.some(({ path }) => path === pathOf(command));
}
