import type { CommandContext } from './context/CommandContext.ts';
import type { Text } from './text/Text.ts';

/** The words of a command, such as `wallet balance`; its texts stand under that key. */
export type CommandPath = keyof Text['commands'];

/** A positional argument: `<job.yaml>` where it is needed, `[id]` where it is not, `[arguments...]` for all that follow. */
export interface ArgumentDefinition {
  readonly name: string;
  /** Checks and converts; throws a coded error. */
  readonly parse?: (value: string) => unknown;
}

export interface OptionDefinition {
  /** As commander writes them, such as `--to <address>`. */
  readonly flags: string;
  /** Key of its description. */
  readonly text: keyof Text['options'];
  /** Checks and converts; throws a coded error. */
  readonly parse?: (value: string) => unknown;
  /** True collects the values of every occurrence. */
  readonly repeatable?: boolean;
  readonly required?: boolean;
}

/** What a command leaves behind: `json` or `text` is printed. A command that prints by itself gives neither. */
export interface CommandResult {
  /** The one document that `--json` prints; bigints become decimal strings. */
  readonly json?: unknown;
  /** What people read on stdout. Bytes go out as they are. */
  readonly text?: string | Uint8Array;
  /** Default 0. */
  readonly exitCode?: number;
}

/** One command. Everything heavy is imported within `run`, so that help and argument errors come at once. */
export interface CommandDefinition<
  Arguments extends readonly unknown[] = readonly unknown[],
  Options extends object = object,
> {
  readonly path: CommandPath;
  readonly arguments?: readonly ArgumentDefinition[];
  readonly options?: readonly OptionDefinition[];
  /** Hands everything after the command's name on as it stands: `withHelp` also `--help`, of which the script has more to say. */
  readonly passesThrough?: true | 'withHelp';
  run(context: CommandContext, input: { readonly args: Arguments; readonly options: Options }): Promise<CommandResult>;
}
