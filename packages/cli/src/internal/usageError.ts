import { SuanliError } from '@suanli/protocol';
import type { CommanderError } from 'commander';

/** The coded error for what commander found wrong with the arguments. */
export function usageError(error: CommanderError, command: string): SuanliError {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownCommand':
      return new SuanliError('CLI_COMMAND_UNKNOWN', { parameters: { name: `${command} ${quoted}` } });
    case 'commander.help':
      return new SuanliError('CLI_COMMAND_INCOMPLETE', { parameters: { name: command } });
    case 'commander.unknownOption':
      return new SuanliError('CLI_OPTION_UNKNOWN', { parameters: { name: quoted, command } });
    case 'commander.optionMissingArgument':
      return new SuanliError('CLI_OPTION_VALUE_MISSING', { parameters: { name: quoted, command } });
    case 'commander.missingMandatoryOptionValue':
      return new SuanliError('CLI_OPTION_MISSING', { parameters: { name: quoted, command } });
    case 'commander.missingArgument':
      return new SuanliError('CLI_ARGUMENT_MISSING', { parameters: { name: `<${quoted}>`, command } });
    case 'commander.excessArguments':
      return new SuanliError('CLI_ARGUMENTS_TOO_MANY', { parameters: { command } });
    default:
      return new SuanliError('CLI_USAGE', { parameters: { command }, cause: error });
  }
}
