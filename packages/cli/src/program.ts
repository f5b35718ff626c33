import { Argument, Command, Option } from 'commander';
import type { CommandDefinition, CommandPath, OptionDefinition } from './CommandDefinition.ts';
import { allCommands } from './commands/allCommands.ts';
import { globalOptions } from './globalOptions.ts';
import { formatHelp } from './internal/formatHelp.ts';
import type { TextStream } from './output/Terminal.ts';
import type { Text } from './text/Text.ts';

export interface CreateProgramParameters {
  readonly text: Text;
  readonly version: string;
  readonly out: TextStream;
  /** Colours titles of the help. Default: no colours. */
  readonly bold?: (text: string) => string;
  /** Runs the command that was named. */
  readonly execute: (
    definition: CommandDefinition,
    input: { readonly args: readonly unknown[]; readonly options: object },
  ) => Promise<void>;
}

/**
 * Builds the command line from its definitions. It never ends the process: help, and everything that is wrong with the
 * arguments, comes out of `parseAsync` as commander's or a coded error.
 */
export function createProgram(parameters: CreateProgramParameters): Command {
  const { text, out, execute } = parameters;
  const program = new Command('suanli');
  program
    .description(text.program.summary)
    .version(parameters.version, '-V, --version', text.options.version)
    .helpOption('-h, --help', text.options.help)
    .addHelpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (words) => void out.write(words),
      writeErr: () => undefined,
      outputError: () => undefined,
    })
    .configureHelp({ formatHelp: (command) => formatHelp(command, text, parameters.bold) });
  for (const option of globalOptions) program.addOption(optionOf(option, text));

  const groups = new Map<string, Command>();
  const groupOf = (path: string): Command => {
    if (path === '') return program;
    const known = groups.get(path);
    if (known) return known;
    const at = path.lastIndexOf(' ');
    const group = groupOf(at < 0 ? '' : path.slice(0, at)).command(path.slice(at + 1));
    group.description(text.commands[path as CommandPath].summary);
    groups.set(path, group);
    return group;
  };

  for (const definition of allCommands) {
    const at = definition.path.lastIndexOf(' ');
    const command = groupOf(at < 0 ? '' : definition.path.slice(0, at)).command(definition.path.slice(at + 1));
    // A command may have others under it, as `demo` has `demo use-right`.
    groups.set(definition.path, command);
    command.description(text.commands[definition.path].summary).allowExcessArguments(false);
    for (const { name } of definition.arguments ?? []) command.addArgument(new Argument(name));
    for (const option of definition.options ?? []) command.addOption(optionOf(option, text));
    if (definition.passesThrough) command.allowUnknownOption().allowExcessArguments();
    if (definition.passesThrough === 'withHelp') command.helpOption(false);
    command.action(async (...words: unknown[]) => {
      const parsed = words.slice(0, definition.arguments?.length ?? 0);
      const args = parsed.map((value, i) => {
        const parse = definition.arguments?.[i]?.parse;
        return parse && typeof value === 'string' ? parse(value) : value;
      });
      await execute(definition, { args, options: command.opts() });
    });
  }
  return program;
}

function optionOf(definition: OptionDefinition, text: Text): Option {
  const option = new Option(definition.flags, text.options[definition.text]);
  if (definition.required === true) option.makeOptionMandatory();
  const { parse = (value: string): unknown => value, repeatable = false } = definition;
  if (repeatable) {
    option.argParser<unknown[]>((value, previous) => [...(previous ?? []), parse(value)]);
  } else if (definition.parse) option.argParser(parse);
  return option;
}
